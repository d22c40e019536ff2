import type { MessageView, TicketView } from '@duet/contracts';
import { Eye } from 'lucide-react';
import { listText } from '../../../lib/list-text.ts';
import { useViewer } from '../../../lib/session-context.ts';
import { strings } from '../strings.ts';

const MOST_NAMED = 3;

/** Which colleagues have seen the last message of the thread. Its author has, and so has who reads this. */
export function SeenBy({ ticket, messages }: { ticket: TicketView; messages: readonly MessageView[] }) {
  const { person } = useViewer();
  const last = messages.at(-1);
  const others = ticket.readBy.filter(
    ({ id, messageId }) => messageId === last?.id && id !== person.id && id !== last.author.id,
  );
  if (others.length === 0) return null;
  const names = others.map(({ name }) => name);
  const named = names.length > MOST_NAMED ? [...names.slice(0, MOST_NAMED), `+${names.length - MOST_NAMED}`] : names;
  return (
    <p className="mt-3 flex items-center justify-end gap-1.5 px-1 text-xs text-muted" title={listText(names)}>
      <Eye size={13} aria-hidden className="shrink-0" />
      <bdi className="min-w-0 truncate">{strings.seenBy(listText(named))}</bdi>
    </p>
  );
}
