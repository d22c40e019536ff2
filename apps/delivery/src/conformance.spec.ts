import {
  type Actor,
  ChannelChanged,
  type ChannelState,
  defaultSettings,
  deriveId,
  MessageEchoed,
  MessageReceived,
  newId,
  reactions,
  SendMessage,
  WorkspaceChanged,
} from '@duet/contracts';
import { type ConformingReaction, describeConformance, sampleMessage } from '@duet/testing';
import { DeliveryConfig } from './config.ts';
import { deliverySchema } from './schema.ts';
import { defineDelivery } from './service.ts';

const workspaceId = newId();
const accountId = newId();
const messenger = newId();
const plain = newId();
const channelOf = newId();
const messageOf = newId();
const workspaceOf = newId();
const agent: Actor = { kind: 'person', id: newId(), name: 'Ana', role: 'agent', workspaceId };
const at = (second: number): string => new Date(Date.UTC(2026, 10, 21, 10, 0, second)).toISOString();

const sendMessages: ConformingReaction = {
  reaction: reactions.sendMessages,
  sample: (n) =>
    [1, 2, 3].map((second) =>
      sampleMessage(SendMessage, workspaceId, {
        messageId: deriveId(messageOf, n * 10 + second),
        attempt: 1,
        ticketId: newId(),
        channelId: plain,
        channelType: 'plain',
        accountId,
        threadId: `thread ${n}`,
        videoId: null,
        precededBy: null,
        requiresPrevious: false,
        content: { type: 'text', text: `text ${second}` },
        referencedMessageId: null,
        lastInbound: { messageId: `message ${second}`, at: at(second) },
        actor: agent,
        epoch: 0,
      }),
    ),
  effect: async (harness, n) => ({
    outbound: await harness.sql(
      `SELECT text, state, tries, external_id IS NOT NULL AS proven FROM delivery.outbound WHERE thread_id = $1 ORDER BY text`,
      [`thread ${n}`],
    ),
    lanes: await harness.sql('SELECT last_inbound_at, last_inbound_id FROM delivery.lanes WHERE thread_id = $1', [
      `thread ${n}`,
    ]),
  }),
};

const hearEchoes: ConformingReaction = {
  reaction: reactions.hearEchoes,
  sample: (n) => {
    const message = (second: number) => ({
      accountId,
      channelId: messenger,
      origin: 'live' as const,
      conversationId: `conversation ${n}`,
      messageId: `message ${n}.${second}`,
      sentAt: at(second),
      content: { type: 'text' as const, text: `text ${second}` },
    });
    const customer = { id: `customer ${n}`, username: 'ana' };
    return [
      ...[1, 4].map((second) =>
        sampleMessage(MessageReceived, workspaceId, {
          ...message(second),
          sender: customer,
          referencedMessageId: null,
        }),
      ),
      ...(['app', 'automatic'] as const).map((source, index) =>
        sampleMessage(MessageEchoed, workspaceId, { ...message(2 + index), recipient: customer, source }),
      ),
    ];
  },
  effect: async (harness, n) => ({
    lanes: await harness.sql(
      `SELECT channel_type, last_inbound_at FROM delivery.lanes WHERE channel_id = $1 AND thread_id = $2`,
      [messenger, `conversation ${n}`],
    ),
    echoes: await harness.sql(
      `SELECT content, source, state, sent_at FROM delivery.echoes WHERE channel_id = $1 AND thread_id = $2 ORDER BY sent_at`,
      [messenger, `conversation ${n}`],
    ),
  }),
};

const deliverByChannel: ConformingReaction = {
  reaction: reactions.deliverByChannel,
  sample: (n) =>
    (['connected', 'needs_reconnecting', 'disconnected'] satisfies ChannelState[]).map((state, version) =>
      sampleMessage(ChannelChanged, workspaceId, {
        channelId: deriveId(channelOf, n),
        channelType: 'tiktok_feed',
        title: 'Shop',
        state,
        accountId,
        openId: 'open',
        username: 'shop',
        commentAuthorId: version === 0 ? null : 'author',
        version: version + 1,
      }),
    ),
  effect: (harness, n) =>
    harness.sql('SELECT state, open_id, comment_author_id, version FROM delivery.channels WHERE id = $1', [
      deriveId(channelOf, n),
    ]),
};

const countByPolicy: ConformingReaction = {
  reaction: reactions.countByPolicy,
  sample: (n) =>
    (['tiered', 'flat', 'tiered'] as const).map((windowPolicy, version) =>
      sampleMessage(WorkspaceChanged, deriveId(workspaceOf, n), {
        name: 'Shop',
        plan: 'paid',
        settings: { ...defaultSettings, windowPolicy },
        version: version + 1,
      }),
    ),
  effect: (harness, n) =>
    harness.sql('SELECT window_policy, version FROM delivery.workspaces WHERE workspace_id = $1', [
      deriveId(workspaceOf, n),
    ]),
};

describeConformance({
  service: 'delivery',
  schema: deliverySchema,
  busy: [`SELECT 1 FROM delivery.outbound WHERE state IN ('queued', 'sending') LIMIT 1`],
  reactions: [sendMessages, hearEchoes, deliverByChannel, countByPolicy],
  boot: (harness) => {
    const config = DeliveryConfig.parse({
      ...harness.config('delivery'),
      TIKTOK_BASE_URL: 'http://127.0.0.1:9/',
      TIKTOK_CLIENT_KEY: 'key',
      TIKTOK_CLIENT_SECRET: 'secret',
      DATABASE_POOL: 16,
    });
    return harness.boot(defineDelivery(config));
  },
});
