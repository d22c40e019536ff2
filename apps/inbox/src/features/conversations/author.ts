import type { MessageView, TicketView } from '@duet/contracts';
import { contactName } from '../../lib/contact-name.ts';
import { strings } from './strings.ts';

/** Whether the ticket's own customer wrote it; others may comment in the same thread. */
export const isByContact = ({ direction, author }: MessageView, { contact }: TicketView): boolean =>
  direction === 'in' && author.id === contact.externalId;

/** The best name there is: the contact's present one, since it may have become known after the message came in. */
export function authorName(message: MessageView, ticket: TicketView): string {
  const { author, direction, source } = message;
  if (direction !== 'in') return author.name ?? (source && source !== 'duet' ? strings.sources[source] : strings.us);
  const { displayName, username } = ticket.contact;
  if (isByContact(message, ticket) && (displayName || username)) return contactName(ticket.contact);
  return author.name ?? strings.somebody;
}
