import {
  DraftChanged,
  MessageAdded,
  MessageUpdated,
  TicketAssigned,
  TicketContactChanged,
  TicketOpened,
  TicketMentioned,
  TicketPostChanged,
  TicketPriorityChanged,
  TicketRead,
  TicketReferred,
  TicketSeen,
  TicketSlaBreached,
  TicketSlaChanged,
  TicketStatusChanged,
  TicketTagged,
  TicketTeamChanged,
  TicketWindowChanged,
  type MessageDefinition,
  type MessageView,
  type TicketView,
} from '@duet/contracts';
import { z } from 'zod';
import { withLastMessage, withMentions, withReader } from './live-patches.ts';

/** What one event changes in the data that the page holds. */
export interface Change {
  readonly ticketId: string;
  readonly sequence: number;
  readonly occurredAt: string;
  readonly ticket: (held: TicketView) => TicketView;
  /** The whole ticket, where the event carries it. */
  readonly opened: TicketView | null;
  /** The message as it now stands in its thread. */
  readonly message: MessageView | null;
  /** Whether it may bring the ticket into a list that does not hold it: into any, or into those that are narrowed by this. */
  readonly relists: boolean | 'tag' | 'team' | 'priority';
}

type Patch = Partial<Pick<Change, 'ticket' | 'opened' | 'message' | 'relists'>>;

interface LiveUpdate {
  readonly type: string;
  /** Null when the data is not what contracts say. */
  read(data: unknown): ({ ticketId: string } & Patch) | null;
}

function on<Schema extends z.ZodType<{ ticketId: string }>>(
  definition: MessageDefinition<Schema>,
  patch: (data: z.output<Schema>) => Patch,
): LiveUpdate {
  return {
    type: definition.type,
    read(data) {
      const parsed = definition.data.safeParse(data);
      return parsed.success ? { ticketId: parsed.data.ticketId, ...patch(parsed.data) } : null;
    },
  };
}

/** Every event that the page shows, and what it changes. A new event is a new line here and nothing else. */
export const liveUpdates: readonly LiveUpdate[] = [
  on(TicketOpened, ({ ticket }) => ({ opened: ticket, ticket: () => ticket, relists: true })),
  on(MessageAdded, ({ message, window }) => ({
    message,
    ticket: (held) => ({ ...withLastMessage(held, message), ...(window ? { window } : {}) }),
    relists: message.direction !== 'note',
  })),
  on(MessageUpdated, ({ message }) => ({ message })),
  on(TicketAssigned, ({ assignee, controller }) => ({
    ticket: (held) => ({ ...held, assignee, controller }),
    relists: true,
  })),
  on(TicketTeamChanged, ({ team }) => ({ ticket: (held) => ({ ...held, team }), relists: 'team' })),
  on(TicketStatusChanged, ({ status, heldUntil }) => ({
    ticket: (held) => ({ ...held, status, heldUntil }),
    relists: true,
  })),
  on(TicketPriorityChanged, ({ priority }) => ({ ticket: (held) => ({ ...held, priority }), relists: 'priority' })),
  on(TicketTagged, ({ tags }) => ({ ticket: (held) => ({ ...held, tags }), relists: 'tag' })),
  on(TicketSlaChanged, ({ sla }) => ({
    ticket: (held) => ({ ...held, sla }),
    relists: sla !== null && sla.state !== 'ok',
  })),
  on(TicketSlaBreached, () => ({})),
  on(TicketWindowChanged, ({ window }) => ({ ticket: (held) => ({ ...held, window }) })),
  on(TicketPostChanged, ({ post }) => ({ ticket: (held) => ({ ...held, post }) })),
  on(TicketSeen, ({ seenUpTo }) => ({ ticket: (held) => ({ ...held, seenUpTo }) })),
  on(TicketRead, ({ reader }) => ({ ticket: (held) => withReader(held, reader) })),
  on(TicketMentioned, ({ people }) => ({
    ticket: (held) => withMentions(held, people),
    relists: true,
  })),
  on(TicketReferred, ({ referral }) => ({ ticket: (held) => ({ ...held, referral }) })),
  on(TicketContactChanged, ({ contact }) => ({ ticket: (held) => ({ ...held, contact }) })),
];

const Received = z.object({
  type: z.string(),
  occurredAt: z.string(),
  sequence: z.number().int().nullable(),
  data: z.unknown(),
});

/** Reads one line of the event stream. Null: not an event that changes what this page shows. */
export function changeFrom(line: string): Change | null {
  const received = Received.safeParse(parseJson(line));
  if (!received.success || received.data.sequence === null) return null;
  const { type, occurredAt, sequence, data } = received.data;
  const patch = liveUpdates.find((update) => update.type === type)?.read(data);
  if (!patch) return null;
  return { ticket: (held) => held, opened: null, message: null, relists: false, ...patch, occurredAt, sequence };
}

/** The ticket on which somebody writes. Texts of drafts are not in events: what is on the screen is asked for again. */
export function draftFrom(line: string): string | null {
  const received = Received.safeParse(parseJson(line));
  if (received.data?.type !== DraftChanged.type) return null;
  return DraftChanged.data.safeParse(received.data.data).data?.ticketId ?? null;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
