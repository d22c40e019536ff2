import { ChannelMark } from '../../../components/ui/channel-mark.tsx';
import { strings } from '../strings.ts';

/** The card of the catalogue. Who may not connect can read it. */
export function TikTokCard({ mayChange, onChoose }: { mayChange: boolean; onChoose: () => void }) {
  const text = (
    <>
      <span className="flex items-center gap-2">
        <ChannelMark type="tiktok_messenger" />
        <span className="text-base font-semibold">{strings.tiktok}</span>
      </span>
      <span className="text-pretty text-muted">{strings.tiktokText}</span>
    </>
  );
  const look = 'flex w-full max-w-80 flex-col gap-2 rounded-lg border border-line bg-surface p-4 text-left';
  if (!mayChange) return <div className={look}>{text}</div>;
  return (
    <button type="button" onClick={onChoose} className={`${look} transition-colors hover:border-accent`}>
      {text}
    </button>
  );
}
