import { channelRules, type ChannelState, type ChannelView } from '@duet/contracts';
import { CircleCheck, CircleSlash, Ellipsis, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Badge, type Tone } from '../../../components/ui/badge.tsx';
import { IconButton } from '../../../components/ui/button.tsx';
import { ChannelMark } from '../../../components/ui/channel-mark.tsx';
import { Confirmation } from '../../../components/ui/dialog.tsx';
import { Menu, MenuItem } from '../../../components/ui/menu.tsx';
import { newIntent } from '../../../lib/intent.ts';
import { channelName, useDisconnect } from '../api/disconnect-channel.ts';
import { noticeWords } from '../notice-words.ts';
import { strings } from '../strings.ts';

const looks = {
  connected: ['success', CircleCheck],
  disconnected: ['neutral', CircleSlash],
  needs_reconnecting: ['warning', TriangleAlert],
  pending_setup: ['neutral', CircleSlash],
} as const satisfies Record<ChannelState, readonly [Tone, unknown]>;

/** One channel with its state, what is wrong with it, and the one step that fits. */
export function ChannelCard(props: { channel: ChannelView; mayChange: boolean; onConnect: () => void }) {
  const { channel, mayChange, onConnect } = props;
  const disconnect = useDisconnect();
  const [asks, setAsks] = useState(false);
  const label = channelRules[channel.type].label;
  const name = channelName(channel);
  const [tone, Icon] = looks[channel.state];
  return (
    <li aria-label={label} className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <div className="flex items-start gap-3">
        <span className="mt-0.5">
          <ChannelMark type={channel.type} />
        </span>
        <div className="min-w-0 flex-1">
          <h3 className="text-base font-semibold">{label}</h3>
          <p className="truncate text-muted">
            <bdi>{channel.title}</bdi> · <bdi>@{channel.account.username}</bdi>
          </p>
        </div>
        {mayChange && (
          <Menu
            trigger={
              <IconButton label={strings.actions(name)} disabled={disconnect.isPending} className="-mt-1 -mr-1">
                <Ellipsis size={16} aria-hidden />
              </IconButton>
            }
          >
            {channel.state === 'connected' ? (
              <MenuItem onSelect={() => setAsks(true)}>{strings.disconnect}</MenuItem>
            ) : (
              <MenuItem onSelect={onConnect}>{strings.connect}</MenuItem>
            )}
          </Menu>
        )}
      </div>
      <p className="flex items-center justify-between gap-3">
        <Badge tone={tone}>
          <Icon size={12} aria-hidden />
          {strings.states[channel.state]}
        </Badge>
        <Link to={`/integrations/channels/${channel.id}`} className="text-accent underline-offset-2 hover:underline">
          {strings.details}
        </Link>
      </p>
      {channel.notices.length > 0 && (
        <ul className="flex flex-col gap-1 rounded-md bg-warning px-3 py-2 text-warning-ink">
          {channel.notices.map((notice) => (
            <li key={notice.code}>{noticeWords(notice)}</li>
          ))}
        </ul>
      )}
      <Confirmation
        open={asks}
        onClose={() => setAsks(false)}
        title={strings.disconnectTitle(name)}
        description={strings.disconnectText}
        action={strings.disconnect}
        danger
        onAction={() => disconnect.mutate({ id: channel.id, intent: newIntent() })}
      />
    </li>
  );
}
