import { ConversationRead, CustomerReferred, deriveId, MessageReacted, newId, reactions } from '@duet/contracts';
import { type ConformingReaction, describeConformance, sampleMessage } from '@duet/testing';
import { ticketingSchema } from './schema.ts';
import { defineTicketing } from './service.ts';

const workspaceId = newId();
const channelId = newId();
const base = newId();
const at = (second: number): string => new Date(Date.UTC(2026, 10, 21, 10, 0, second)).toISOString();
const place = { accountId: newId(), channelId, origin: 'live' as const };

const followReading: ConformingReaction = {
  reaction: reactions.followReading,
  sample: (n) =>
    [1, 2, 3].map((second) =>
      sampleMessage(ConversationRead, workspaceId, {
        ...place,
        conversationId: deriveId(base, n),
        readUpTo: at(second),
      }),
    ),
  effect: (harness, n) =>
    harness.sql('SELECT seen_up_to FROM ticketing.conversations WHERE thread_id = $1', [deriveId(base, n)]),
};

const followReactions: ConformingReaction = {
  reaction: reactions.followReactions,
  sample: (n) =>
    (['add', 'remove', 'add'] as const).map((operation, second) =>
      sampleMessage(MessageReacted, workspaceId, {
        ...place,
        conversationId: deriveId(base, n),
        messageId: `message ${n}`,
        by: 'customer',
        operation,
        emoji: second === 2 ? '🎉' : '👍',
        url: null,
        reactedAt: at(second),
      }),
    ),
  effect: (harness, n) =>
    harness.sql('SELECT emoji, operation FROM ticketing.reactions WHERE external_id = $1 ORDER BY emoji', [
      `message ${n}`,
    ]),
};

const followReferrals: ConformingReaction = {
  reaction: reactions.followReferrals,
  sample: (n) =>
    [1, 2, 3].map((second) =>
      sampleMessage(CustomerReferred, workspaceId, {
        ...place,
        conversationId: deriveId(base, n),
        referral: { source: 'link', ref: `ref ${second}`, prefilledMessage: null, referredAt: at(second) },
      }),
    ),
  effect: (harness, n) =>
    harness.sql('SELECT referral, ticket_id FROM ticketing.referrals WHERE thread_id = $1 ORDER BY referred_at', [
      deriveId(base, n),
    ]),
};

describeConformance({
  service: 'ticketing',
  schema: ticketingSchema,
  reactions: [followReading, followReactions, followReferrals],
  boot: (harness) => harness.boot(defineTicketing({ ...harness.config('ticketing'), DATABASE_POOL: 12 })),
});
