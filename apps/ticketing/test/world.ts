import {
  type Actor,
  type AnswerOf,
  ChannelChanged,
  type ChannelState,
  type ChannelType,
  CommentReceived,
  type Content,
  MessageReceived,
  newId,
  TicketCapabilities,
  TicketList,
  TicketMessages,
  type MessageView,
  type TicketView,
} from '@duet/contracts';
import { type Harness, startHarness } from '@duet/testing';
import type { RunningService } from '@duet/service-kit';
import { ticketingSchema } from '../src/schema.ts';
import { defineTicketing } from '../src/service.ts';

export const workspaceId = newId();
export const accountId = newId();
export const messenger = newId();
export const feed = newId();
export const plain = newId();
export const videoId = '7640000000000000456';
export const ana: Actor = { kind: 'person', id: newId(), name: 'Ana', role: 'agent', workspaceId };

/** Ticketing on a real database and broker, with two connected channels, and customers who write. */
export class World {
  readonly harness: Harness;
  #version = 0;
  #running: RunningService | undefined;

  private constructor(harness: Harness) {
    this.harness = harness;
  }

  static async start(): Promise<World> {
    const world = new World(await startHarness({ schemas: [ticketingSchema] }));
    world.#running = await world.boot();
    await world.channels('connected');
    return world;
  }

  /** One more process of the service. */
  boot(): Promise<RunningService> {
    return this.harness.boot(defineTicketing(this.harness.config('ticketing')));
  }

  /** Ends the process that was there from the start. */
  async stopTicketing(): Promise<void> {
    if (this.#running) await this.harness.end(this.#running);
  }

  /** Both channels are in this state from now on. */
  async channels(state: ChannelState): Promise<void> {
    this.#version += 1;
    const common = { title: 'Shop', accountId, openId: 'open', username: 'shop', commentAuthorId: null };
    for (const [channelId, channelType] of [
      [messenger, 'tiktok_messenger'],
      [feed, 'tiktok_feed'],
      [plain, 'plain'],
    ] as const) {
      const data = { ...common, channelId, channelType, state, version: this.#version };
      await this.harness.publish(ChannelChanged, { workspaceId, data });
    }
    await this.harness.drained();
  }

  /** A direct message of the customer of this conversation; its ticket. */
  writes(conversationId: string, content: Content = { type: 'text', text: 'Hello' }): Promise<TicketView> {
    return this.#write('tiktok_messenger', messenger, conversationId, content);
  }

  /** A message on a channel that has none of TikTok's rules; its ticket. */
  writesPlainly(conversationId: string): Promise<TicketView> {
    return this.#write('plain', plain, conversationId, { type: 'text', text: 'Hello' });
  }

  /** So many customers write their first direct message at once. */
  async manyWrite(count: number): Promise<void> {
    const writes = Array.from({ length: count }, () =>
      this.#publish(messenger, newId(), { type: 'text', text: 'Hello' }),
    );
    await Promise.all(writes);
    await this.harness.drained();
  }

  async #write(
    channelType: ChannelType,
    channelId: string,
    conversationId: string,
    content: Content,
  ): Promise<TicketView> {
    await this.#publish(channelId, conversationId, content);
    return this.#newest(channelType);
  }

  async #publish(channelId: string, conversationId: string, content: Content): Promise<void> {
    const data = {
      accountId,
      channelId,
      origin: 'live' as const,
      conversationId,
      messageId: newId(),
      sentAt: new Date(Date.now()).toISOString(),
      sender: { id: `person of ${conversationId}`, username: conversationId },
      content,
      referencedMessageId: null,
    };
    await this.harness.publish(MessageReceived, { workspaceId, data });
  }

  /** A comment; its ticket. */
  async comments(commentId: string, parentCommentId: string | null = null): Promise<TicketView> {
    await this.#comment(commentId, videoId, parentCommentId);
    return this.#newest('tiktok_feed');
  }

  /** Many comments under a post; their message ids by TikTok's. */
  async flood(post: string, commentIds: readonly string[]): Promise<Map<string, string>> {
    for (const commentId of commentIds) await this.#comment(commentId, post);
    await this.harness.drained();
    const rows = await this.harness.sql<{ id: string; external_id: string }>(
      'SELECT id, external_id FROM ticketing.messages WHERE video_id = $1',
      [post],
    );
    return new Map(rows.map(({ id, external_id: externalId }) => [externalId, id]));
  }

  async #comment(commentId: string, post: string, parentCommentId: string | null = null): Promise<void> {
    const data = {
      accountId,
      channelId: feed,
      origin: 'live' as const,
      commentId,
      videoId: post,
      parentCommentId,
      authorId: 'commenter',
      text: `comment ${commentId}`,
      postedAt: new Date().toISOString(),
    };
    await this.harness.publish(CommentReceived, { workspaceId, data });
  }

  async thread({ id }: TicketView, actor: Actor = ana): Promise<MessageView[]> {
    return (await this.harness.ask(TicketMessages, { id }, actor)).messages;
  }

  capabilities({ id }: TicketView, actor: Actor = ana): Promise<AnswerOf<typeof TicketCapabilities>> {
    return this.harness.ask(TicketCapabilities, { id }, actor);
  }

  async #newest(channelType: ChannelType): Promise<TicketView> {
    await this.harness.drained();
    const { tickets } = await this.harness.ask(TicketList, { channelType }, ana);
    if (!tickets[0]) throw new Error('there is no ticket');
    return tickets[0];
  }
}
