import { channelRules, type TicketView } from '@duet/contracts';
import clsx from 'clsx';
import { Hourglass, TimerOff } from 'lucide-react';
import { replyWindow } from '../../../lib/reply-window.ts';
import { useCountdown } from '../../../lib/use-now.ts';
import { strings } from '../strings.ts';

/** How long and how often we may still write. Channels without a window show nothing. */
export function WindowBanner({ ticket }: { ticket: TicketView }) {
  const window = replyWindow(ticket);
  const time = useCountdown(window?.expiresAt ?? null);
  const rules = channelRules[ticket.channelType].window;
  if (!rules || !window) return null;
  const after = window.tiers?.remainingAfter ?? 0;
  return (
    <div
      role="timer"
      className={clsx(
        'flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 px-5 py-1.5 font-medium low:min-h-7 low:py-0.5',
        time ? 'bg-warning text-warning-ink' : 'bg-sunken text-muted',
      )}
    >
      {time ? <Hourglass size={14} aria-hidden /> : <TimerOff size={14} aria-hidden />}
      <span className="tabular">
        {time ? strings.expires(time) : after > 0 ? strings.afterWindow(after) : strings.expired}
      </span>
      {time && (
        <span className={clsx('tabular ml-auto max-md:ml-5.5', window.remaining === 0 && 'font-semibold')}>
          {window.tiers?.unlimited ? strings.unlimited : strings.messagesLeft(window.remaining, rules.messages)}
        </span>
      )}
    </div>
  );
}
