import { channelRules, type ChannelType } from '@duet/contracts';
import { MessageCircle, MessagesSquare } from 'lucide-react';

/** The mark, 16 px with its edge, of a channel: the one place where TikTok's own colours appear. */
export function ChannelMark({ type }: { type: ChannelType }) {
  if (type === 'plain') return <MessagesSquare size={14} aria-hidden />;
  return (
    <span
      aria-hidden
      className="mx-px inline-flex size-3.5 shrink-0 items-center justify-center rounded-sm bg-[#111] shadow-[-1px_-1px_0_#25f4ee,1px_1px_0_#fe2c55]"
    >
      {type === 'tiktok_messenger' ? <Note /> : <MessageCircle size={9} color="#fff" fill="#fff" />}
    </span>
  );
}

const Note = () => (
  <svg width="10" height="10" viewBox="0 0 10 10" fill="none" stroke="#fff" strokeWidth="1.5" strokeLinecap="round">
    <path d="M5.4 1v5.6a1.8 1.8 0 1 1-1.6-1.8M5.4 1c.2 1.5 1.2 2.5 2.6 2.6" />
  </svg>
);

export const ChannelName = ({ type }: { type: ChannelType }) => (
  <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
    <ChannelMark type={type} />
    {channelRules[type].label}
  </span>
);
