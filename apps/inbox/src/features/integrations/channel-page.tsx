import { channelRules } from '@duet/contracts';
import { ArrowLeft } from 'lucide-react';
import { Tabs } from 'radix-ui';
import type { ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { ChannelMark } from '../../components/ui/channel-mark.tsx';
import { useChannels } from '../../lib/channels.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useViewer } from '../../lib/session-context.ts';
import { strings } from './channel-strings.ts';
import { Asked } from './components/channel-part.tsx';
import { ChecksPart } from './components/checks-part.tsx';
import { HealthPart } from './components/health-part.tsx';
import { HistoryPart } from './components/history-part.tsx';

const parts = ['health', 'checks', 'history'] as const;

/** How one channel does, whether all is as it needs it, and what was before it. */
export function ChannelPage() {
  const { channelId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const { role } = useViewer();
  const mayChange = role === 'owner' || role === 'admin';
  const part = parts.find((one) => one === search.get('part')) ?? 'health';
  const channels = useChannels();
  const open = channels.data?.find(({ id }) => id === channelId);
  usePageTitle(open ? `${open.title} · ${channelRules[open.type].label}` : '');
  const show = (next: string) => setSearch({ part: next }, { replace: true });
  return (
    <Framed>
      <Asked query={channels}>
        {(channels) => {
          const channel = channels.find(({ id }) => id === channelId);
          if (!channel) return <p>{strings.unknown}</p>;
          return (
            <Tabs.Root value={part} onValueChange={show}>
              <h1 className="flex items-center gap-2 text-lg font-semibold">
                <ChannelMark type={channel.type} />
                {channelRules[channel.type].label}
              </h1>
              <p className="mt-1 break-words text-muted">
                <bdi>{channel.title}</bdi> · <bdi>@{channel.account.username}</bdi>
              </p>
              <Tabs.List aria-label={channelRules[channel.type].label} className="mt-4 flex gap-6 border-b border-line">
                {parts.map((one) => (
                  <Tabs.Trigger
                    key={one}
                    value={one}
                    className="-mb-px border-b-2 border-transparent pb-2 text-base text-muted outline-offset-4 transition-colors hover:text-ink data-[state=active]:border-accent data-[state=active]:font-semibold data-[state=active]:text-ink"
                  >
                    {strings.parts[one]}
                  </Tabs.Trigger>
                ))}
              </Tabs.List>
              <Tabs.Content value={part} className="pt-6 outline-none">
                {part === 'health' ? (
                  <HealthPart channelId={channelId} mayChange={mayChange} onChecks={() => show('checks')} />
                ) : !mayChange ? (
                  <p className="text-muted">{strings.adminsOnly}</p>
                ) : part === 'checks' ? (
                  <ChecksPart channelId={channelId} />
                ) : (
                  <HistoryPart channelId={channelId} />
                )}
              </Tabs.Content>
            </Tabs.Root>
          );
        }}
      </Asked>
    </Framed>
  );
}

/** Whether this installation can connect anything, before it is tried. */
export function ReadyPage() {
  const { role } = useViewer();
  usePageTitle(strings.installation);
  return (
    <Framed>
      <h1 className="mb-6 text-lg font-semibold">{strings.installation}</h1>
      {role === 'owner' || role === 'admin' ? (
        <ChecksPart channelId={null} />
      ) : (
        <p className="text-muted">{strings.adminsOnly}</p>
      )}
    </Framed>
  );
}

const Framed = ({ children }: { children: ReactNode }) => (
  <div className="min-w-0 flex-1 overflow-y-auto">
    <div className="mx-auto max-w-3xl px-8 py-6 max-md:px-4">
      <Link to="/integrations" className="mb-3 inline-flex items-center gap-1.5 text-accent">
        <ArrowLeft size={14} aria-hidden />
        {strings.back}
      </Link>
      {children}
    </div>
  </div>
);
