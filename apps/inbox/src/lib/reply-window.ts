import { channelRules, iso, type TicketView } from '@duet/contracts';

const hour = 3_600_000;

/**
 * The ticket's reply window. Its news come from delivery a moment after the customer's message; until then the message
 * itself says what the new window is (WIN-04, WIN-05, WIN-13). Null: the customer has not written, or there is none.
 */
export function replyWindow(ticket: Pick<TicketView, 'channelType' | 'window' | 'lastMessage'>): TicketView['window'] {
  const rules = channelRules[ticket.channelType].window;
  if (!rules) return null;
  const { window, lastMessage } = ticket;
  if (lastMessage.direction === 'out') return window;
  const endsAt = Date.parse(lastMessage.sentAt) + rules.hours * hour;
  if (window && Date.parse(window.expiresAt) >= endsAt) return window;
  return { expiresAt: iso(endsAt), remaining: rules.messages };
}
