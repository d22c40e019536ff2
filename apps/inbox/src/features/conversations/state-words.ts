import type { DeliveryView, MessageView, ModerationView, TicketView } from '@duet/contracts';
import { refusalWords } from '../../lib/refusal-words.ts';
import { strings } from './strings.ts';

export function deliveryWords({ status, waitingFor, failure }: DeliveryView): string {
  if (status === 'queued') return strings.delivery[waitingFor ?? 'queued'];
  if (status === 'failed')
    return strings.delivery.failed(failure ? refusalWords(failure.code, failure.reason) : strings.delivery.noReason);
  return strings.delivery[status];
}

/** Whether the customer has seen it, as far as TikTok tells. */
export const isSeen = ({ delivery, sentAt }: MessageView, seenUpTo: TicketView['seenUpTo']): boolean =>
  delivery?.status === 'sent' && seenUpTo !== null && sentAt <= seenUpTo;

/** Null: everybody sees it. */
export function visibilityWords({ visibility }: ModerationView, direction: MessageView['direction']): string | null {
  if (visibility === 'hidden') return strings.hidden;
  if (visibility === 'friends_only') return strings.friendsOnly;
  if (visibility === 'deleted') return direction === 'out' ? strings.deletedOurs : strings.deletedTheirs;
  return null;
}

/** What is being done with a comment, or could not be done. */
export function moderationWords({ pending, failure }: ModerationView): string | null {
  if (pending) return strings.pending[pending];
  return failure && strings.notDone[failure.action](refusalWords(failure.code, failure.reason));
}
