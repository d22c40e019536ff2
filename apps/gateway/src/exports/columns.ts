import { channelRules, type Content, type MessageView, type TicketView } from '@duet/contracts';
import type { Cell } from './csv.ts';

export type Columns<Row> = readonly (readonly [name: string, cell: (row: Row) => Cell])[];

/** A file of tickets. docs/export.md says what each column holds. */
export const ticketColumns: Columns<TicketView> = [
  ['number', ({ number }) => number],
  ['id', ({ id }) => id],
  ['status', ({ status }) => status],
  ['priority', ({ priority }) => priority],
  ['channel', ({ channelType }) => channelRules[channelType].label],
  ['customer_name', ({ contact }) => contact.displayName],
  ['customer_username', ({ contact }) => contact.username],
  ['customer_id', ({ contact }) => contact.id],
  ['assignee', ({ assignee }) => assignee?.name ?? null],
  ['team', ({ team }) => team?.name ?? null],
  ['tags', ({ tags }) => tags.map(({ name }) => name).join('; ')],
  ['replied', ({ lastMessage }) => (lastMessage.direction === 'out' ? 'yes' : 'no')],
  ['last_message', ({ lastMessage }) => lastMessage.preview],
  ['last_message_at', ({ lastMessage }) => lastMessage.sentAt],
  ['opened_at', ({ openedAt }) => openedAt],
  ['updated_at', ({ updatedAt }) => updatedAt],
  ['reply_until', ({ window }) => window?.expiresAt ?? null],
  ['messages_left', ({ window }) => window?.remaining ?? null],
  ['sla_policy', ({ sla }) => sla?.policy.name ?? null],
  ['sla_state', ({ sla }) => sla?.state ?? null],
];

/** A file of the messages of one ticket. */
export const messageColumns: Columns<MessageView> = [
  ['sent_at', ({ sentAt }) => sentAt],
  ['direction', ({ direction }) => direction],
  ['author_kind', ({ author }) => author.kind],
  ['author', ({ author }) => author.name],
  ['kind', ({ content }) => content.type],
  ['text', ({ content }) => textOf(content)],
  ['delivery', ({ delivery }) => delivery?.status ?? null],
  ['failure', ({ delivery }) => delivery?.failure?.reason ?? null],
  ['visibility', ({ comment }) => comment?.moderation.visibility ?? null],
  ['id', ({ id }) => id],
  ['tiktok_id', ({ externalId }) => externalId],
];

const textOf = (content: Content): string | null => ('text' in content ? content.text : null);
