import type { ChannelView } from '@duet/contracts';
import { Cable } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { useChannels } from '../../lib/channels.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useViewer } from '../../lib/session-context.ts';
import { ChannelCard } from './components/channel-card.tsx';
import { ConnectDialog } from './components/connect-dialog.tsx';
import { SetupDialog } from './components/setup-dialog.tsx';
import { TikTokCard } from './components/tiktok-card.tsx';
import { strings } from './strings.ts';
import { useConnect } from './use-connect.ts';

type Tab = 'integrated' | 'available';

export function IntegrationsPage() {
  usePageTitle(strings.title);
  const { role } = useViewer();
  const mayChange = role === 'owner' || role === 'admin';
  const channels = useChannels();
  const connect = useConnect();
  const [tab, setTab] = useState<Tab>('integrated');
  const [asksToConnect, setAsksToConnect] = useState(false);
  const { connectionId, connection } = connect;
  const underWay = connection && connection.state !== 'authorized' && connection.state !== 'finished';
  const listed = channels.data?.filter(({ state }) => state !== 'pending_setup');

  function closeConnect() {
    setAsksToConnect(false);
    connect.leave();
  }
  function choose() {
    if (!connect.resume()) setAsksToConnect(true);
  }

  return (
    <div className="min-w-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex min-h-full max-w-5xl flex-col px-8 py-6 max-md:px-4">
        <h1 className="text-lg font-semibold">{strings.title}</h1>
        <Tabs.Root
          value={tab}
          onValueChange={(value) => setTab(value === 'available' ? 'available' : 'integrated')}
          className="mt-4 flex flex-1 flex-col"
        >
          <Tabs.List aria-label={strings.title} className="flex gap-6 border-b border-line">
            <TabTrigger value="integrated">{strings.integrated}</TabTrigger>
            <TabTrigger value="available">{strings.available}</TabTrigger>
          </Tabs.List>
          {!mayChange && <p className="pt-4 text-muted">{strings.adminsOnly}</p>}
          <Tabs.Content value="integrated" className="flex flex-1 flex-col pt-6 outline-none">
            {listed ? (
              <Integrated
                channels={listed}
                mayChange={mayChange}
                onConnect={(id) => {
                  setAsksToConnect(true);
                  connect.begin(id);
                }}
                onBrowse={() => setTab('available')}
              />
            ) : channels.isError ? (
              <EmptyState
                icon={<Cable size={28} />}
                sentence={strings.loadFailed}
                action={<Button onClick={() => void channels.refetch()}>{strings.tryAgain}</Button>}
              />
            ) : (
              <div role="status" aria-label={strings.loading} className="grid gap-4 sm:grid-cols-2">
                <Skeleton className="h-28" />
                <Skeleton className="h-28" />
              </div>
            )}
          </Tabs.Content>
          <Tabs.Content value="available" className="pt-6 outline-none">
            <h2 className="mb-3 font-semibold">{strings.channel}</h2>
            <TikTokCard mayChange={mayChange} onChoose={choose} />
            {mayChange && (
              <Link to="/integrations/ready" className="mt-4 inline-block text-accent underline underline-offset-2">
                {strings.readyLink}
              </Link>
            )}
          </Tabs.Content>
        </Tabs.Root>
      </div>
      <ConnectDialog
        open={mayChange && (asksToConnect || Boolean(underWay)) && connection?.state !== 'authorized'}
        connect={connect}
        onClose={closeConnect}
      />
      {mayChange && connectionId !== null && connection?.state === 'authorized' && (
        <SetupDialog
          key={connectionId}
          connectionId={connectionId}
          connection={connection}
          onClose={closeConnect}
          onFinished={() => {
            setAsksToConnect(false);
            connect.finish();
            setTab('integrated');
          }}
        />
      )}
    </div>
  );
}

const TabTrigger = ({ value, children }: { value: Tab; children: string }) => (
  <Tabs.Trigger
    value={value}
    className="-mb-px border-b-2 border-transparent pb-2 text-base text-muted outline-offset-4 transition-colors hover:text-ink data-[state=active]:border-accent data-[state=active]:font-semibold data-[state=active]:text-ink"
  >
    {children}
  </Tabs.Trigger>
);

function Integrated(props: {
  channels: readonly ChannelView[];
  mayChange: boolean;
  onConnect: (channelId: string) => void;
  onBrowse: () => void;
}) {
  const { channels, mayChange, onConnect, onBrowse } = props;
  if (channels.length === 0) {
    return (
      <EmptyState
        icon={<Cable size={28} />}
        sentence={strings.empty}
        action={
          <Button look="primary" onClick={onBrowse}>
            {strings.available}
          </Button>
        }
      />
    );
  }
  return (
    <>
      <h2 className="mb-3 font-semibold">{strings.channel}</h2>
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {channels.map((channel) => (
          <ChannelCard
            key={channel.id}
            channel={channel}
            mayChange={mayChange}
            onConnect={() => onConnect(channel.id)}
          />
        ))}
      </ul>
    </>
  );
}
