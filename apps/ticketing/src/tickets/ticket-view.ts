import {
  type ContactView,
  iso,
  type PostView,
  type ReaderView,
  type Referral,
  type ReplyWindow,
  type TagView,
  type TeamView,
  type TicketView,
} from '@duet/contracts';
import { windowView } from '../delivery/window.store.ts';
import { slaView } from '../sla/sla-view.ts';
import type { Ticket } from './ticket.ts';

/** Of a ticket that nobody of the workspace has done anything with. */
export const untouched = { assigneeName: null, team: null, tags: [], readBy: [], mentions: [] } as const;

export const ticketView = (
  ticket: Ticket,
  around: {
    contact: ContactView;
    assigneeName: string | null;
    team: TeamView | null;
    tags: readonly TagView[];
    window: ReplyWindow | null;
    post: PostView | null;
    seenUpTo: Date | null;
    readBy: readonly ReaderView[];
    mentions: readonly string[];
    referral: Referral | null;
  },
): TicketView => ({
  id: ticket.id,
  number: ticket.number,
  status: ticket.status,
  heldUntil: ticket.heldUntil && iso(ticket.heldUntil.getTime()),
  priority: ticket.priority,
  tags: [...around.tags],
  channelId: ticket.channelId,
  channelType: ticket.channelType,
  conversationId: ticket.conversationId,
  subjectMessageId: ticket.subjectMessageId,
  contact: around.contact,
  assignee: ticket.assigneeId === null ? null : { id: ticket.assigneeId, name: around.assigneeName ?? '' },
  team: around.team,
  controller: ticket.controller,
  lastMessage: {
    preview: ticket.last.preview,
    direction: ticket.last.direction,
    sentAt: iso(ticket.last.sentAt.getTime()),
  },
  window: around.window && windowView(around.window),
  post: around.post,
  seenUpTo: around.seenUpTo && iso(around.seenUpTo.getTime()),
  readBy: [...around.readBy],
  mentions: [...around.mentions],
  referral: around.referral,
  sla: ticket.sla && slaView(ticket.sla),
  openedAt: iso(ticket.openedAt.getTime()),
  updatedAt: iso(ticket.updatedAt.getTime()),
  sequence: ticket.sequence,
});
