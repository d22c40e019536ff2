import type { TicketView } from '@duet/contracts';

/** The customer wrote last, and this person has not seen it. */
export function isUnread({ lastMessage, readBy }: TicketView, personId: string): boolean {
  const read = readBy.find(({ id }) => id === personId);
  return lastMessage.direction === 'in' && (read === undefined || read.sentAt < lastMessage.sentAt);
}
