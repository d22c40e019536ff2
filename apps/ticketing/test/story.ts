import {
  CommentModerated,
  CommentReceived,
  ConversationRead,
  CustomerReferred,
  ContactDescribed,
  type DataOf,
  type MessageDefinition,
  MessageFailed,
  MessageObserved,
  MessageReacted,
  MessageReceived,
  MessageSent,
  MessageUnconfirmed,
  MessageWaiting,
  newId,
  WindowChanged,
} from '@duet/contracts';
import fc from 'fast-check';

const START_MS = Date.UTC(2026, 10, 21, 10);
const WINDOW_MS = 48 * 3_600_000;
export const at = (minute: number): string => new Date(START_MS + minute * 60_000).toISOString();
const minutes = (max: number) => fc.uniqueArray(fc.integer({ min: 1, max: 600 }), { maxLength: max });
const inOrder = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b);

/** What happens in one conversation and one thread of comments, by the minute. */
export const story = fc.record({
  inbound: fc.array(fc.integer({ min: 1, max: 600 }), { maxLength: 5 }).map(inOrder),
  observed: minutes(3),
  /** How many of our messages count against the window of the n-th inbound, the prepared one included. */
  used: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 6 }),
  attempts: fc.array(
    fc.record({ waits: fc.boolean(), isUnclear: fc.boolean(), end: fc.constantFrom('failed', 'sent', null) }),
    { maxLength: 3 },
  ),
  described: minutes(3),
  replies: minutes(4),
  /** Minutes at which the customer had read everything until then. */
  seen: minutes(3),
  /** Minutes at which the customer came in by a link. */
  referred: minutes(3),
  reacted: fc.array(fc.constantFrom('add', 'remove'), { maxLength: 4 }),
  isEchoed: fc.boolean(),
  moderated: fc.array(fc.constantFrom('public', 'hidden', 'friends_only', 'deleted'), { maxLength: 4 }),
});
export type Story = typeof story extends fc.Arbitrary<infer Told> ? Told : never;

/** One event and who hears it. */
export interface Step {
  readonly handler: Handler;
  readonly definition: MessageDefinition;
  readonly data: unknown;
  readonly occurredAt: string;
}

/** Which of ticketing's reactions hears of a step. */
export type Handler =
  'messages' | 'reading' | 'referring' | 'reacting' | 'comments' | 'delivery' | 'moderation' | 'channels';

export interface Place {
  readonly workspaceId: string;
  readonly accountId: string;
  readonly channelId: string;
}

const step = <D extends MessageDefinition>(handler: Handler, definition: D, data: DataOf<D>, minute: number): Step => ({
  handler,
  definition,
  data,
  occurredAt: at(minute),
});

const received = ({ accountId, channelId }: Place, minute: number, number: number): Step =>
  step(
    'messages',
    MessageReceived,
    {
      accountId,
      channelId,
      origin: 'live',
      conversationId: 'conversation',
      messageId: `message ${number}`,
      sentAt: at(minute),
      sender: { id: 'customer', username: 'ana' },
      content: { type: 'text', text: `text ${number}` },
      referencedMessageId: null,
    },
    minute,
  );

/** The message that opens the conversation. */
export const first = (place: Place): Step => received(place, 0, 0);

/** In the order of their times. */
export function stepsOf(told: Story, place: Place, replyId: string): Step[] {
  const { accountId, channelId } = place;
  const live = { accountId, channelId, origin: 'live' as const };
  const attemptOf = (index: number) => ({ messageId: replyId, ticketId: newId(), attempt: index + 1 });
  const inbound = [0, ...told.inbound];
  const steps = [
    ...told.inbound.map((minute, index) => received(place, minute, index + 1)),
    ...told.observed.map((minute) =>
      step(
        'delivery',
        MessageObserved,
        {
          channelId,
          threadId: 'conversation',
          externalId: `observed ${minute}`,
          content: { type: 'text', text: `from the app ${minute}` },
          sentAt: at(minute),
          source: 'app',
          recipient: null,
          comment: null,
        },
        minute,
      ),
    ),
    ...told.used.slice(0, inbound.length).map((used, index) => {
      const minute = inbound[index] ?? 0;
      const expiresAt = new Date(Date.parse(at(minute)) + WINDOW_MS).toISOString();
      const data = { channelId, threadId: 'conversation', expiresAt, remaining: 10 - used, version: index + 1 };
      return step('delivery', WindowChanged, data, minute);
    }),
    ...untilOneWasNotRefused(told.attempts).flatMap(({ waits, isUnclear, end }, index) => {
      const attempt = attemptOf(index);
      const minute = 601 + index;
      const code = { code: 'not_sent', reason: 'Not sent.' };
      const answered = { externalId: 'sent', sentAt: at(701), provenBy: 'response' as const };
      const echoed = { externalId: 'sent', sentAt: at(700), provenBy: 'echo' as const };
      return [
        ...(waits
          ? [step('delivery', MessageWaiting, { ...attempt, waitingFor: 'rate', notBefore: null }, minute)]
          : []),
        ...(isUnclear ? [step('delivery', MessageUnconfirmed, { ...attempt, since: at(minute) }, minute)] : []),
        ...(end === 'failed' ? [step('delivery', MessageFailed, { ...attempt, ...code }, minute)] : []),
        ...(end === 'sent' ? [step('delivery', MessageSent, { ...attempt, ...answered }, minute)] : []),
        ...(end === 'sent' && told.isEchoed ? [step('delivery', MessageSent, { ...attempt, ...echoed }, minute)] : []),
      ];
    }),
    ...told.described.map((minute) =>
      step(
        'channels',
        ContactDescribed,
        {
          accountId,
          channelId,
          externalId: 'customer',
          username: 'ana',
          displayName: `Ana ${minute}`,
          avatarUrl: null,
        },
        minute,
      ),
    ),
    ...[0, ...told.replies].map((minute) =>
      step(
        'comments',
        CommentReceived,
        {
          accountId,
          channelId,
          origin: 'live',
          commentId: minute === 0 ? 'top' : `reply ${minute}`,
          videoId: 'video',
          parentCommentId: minute === 0 ? null : 'top',
          authorId: `commenter ${minute % 2}`,
          text: `comment ${minute}`,
          postedAt: at(minute),
        },
        minute,
      ),
    ),
    ...told.seen.map((minute) =>
      step('reading', ConversationRead, { ...live, conversationId: 'conversation', readUpTo: at(minute) }, minute),
    ),
    ...told.referred.map((minute) => {
      const referral = { source: 'link' as const, ref: `${minute}`, prefilledMessage: null, referredAt: at(minute) };
      return step('referring', CustomerReferred, { ...live, conversationId: 'conversation', referral }, minute);
    }),
    ...told.reacted.map((operation, minute) =>
      step(
        'reacting',
        MessageReacted,
        {
          ...live,
          conversationId: 'conversation',
          messageId: 'message 0',
          by: 'customer',
          operation,
          emoji: '👍',
          url: null,
          reactedAt: at(minute),
        },
        minute,
      ),
    ),
    ...told.moderated.map((confirmed, index) =>
      step(
        'moderation',
        CommentModerated,
        {
          channelId,
          commentId: 'top',
          confirmed,
          confirmedAt: at(index),
          pending: index % 2 === 0 ? 'hide' : null,
          failure: null,
          version: index + 1,
        },
        index,
      ),
    ),
  ];
  return steps.toSorted((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));
}

/** A message is sent again only after its last attempt failed. */
function untilOneWasNotRefused(attempts: Story['attempts']): Story['attempts'] {
  const last = attempts.findIndex(({ end }) => end !== 'failed');
  return last < 0 ? attempts : attempts.slice(0, last + 1);
}
