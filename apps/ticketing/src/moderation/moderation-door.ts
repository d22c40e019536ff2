import { Injectable } from '@nestjs/common';
import { type Actor, ModerateComment, type ModerationAction } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Cause, Clock, publish, type Publish } from '@duet/messaging';
import { AuditStore } from '../audit/audit.store.ts';
import { SentItemStore } from '../moderation-jobs/sent-item.store.ts';
import { ConversationStore } from '../threads/conversation.store.ts';
import type { Comment } from '../threads/message.ts';
import { MessageStore } from '../threads/message.store.ts';
import { decideMessageUpdated } from '../tickets/ticket.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketStore } from '../tickets/ticket.store.ts';
import { type CommentKey, CommentStateStore } from './comment-state.store.ts';

/** What somebody who may wants done with a comment. */
export interface Wish {
  readonly comment: Comment;
  readonly action: ModerationAction;
  readonly actor: Actor;
  readonly cause: Cause;
  /** The job that it is part of. */
  readonly jobId?: string;
}

/**
 * The one door to moderation (H16): whoever acts, the comment is shown as pending, the wish stands in the audit, and the
 * command is in the same commit. Rows of comments are locked before those of jobs' items, and those before
 * tickets.
 */
@Injectable()
export class ModerationDoor {
  readonly #states: CommentStateStore;
  readonly #items: SentItemStore;
  readonly #conversations: ConversationStore;
  readonly #messages: MessageStore;
  readonly #tickets: TicketStore;
  readonly #audit: AuditStore;
  readonly #clock: Clock;

  constructor(
    states: CommentStateStore,
    items: SentItemStore,
    conversations: ConversationStore,
    messages: MessageStore,
    tickets: TicketStore,
    audit: AuditStore,
    clock: Clock,
  ) {
    this.#states = states;
    this.#items = items;
    this.#conversations = conversations;
    this.#messages = messages;
    this.#tickets = tickets;
    this.#audit = audit;
    this.#clock = clock;
  }

  /**
   * Asks for what was not asked for already.
   * @param all at most one for each comment, each permitted. @returns what is to be published
   */
  async request(tx: Tx, all: readonly Wish[]): Promise<Publish[]> {
    const asked = await this.#states.setPending(
      tx,
      all.map(({ comment, action }) => ({ ...keyOf(comment), action })),
    );
    const names = new Set(asked.map(nameOf));
    const wishes = all.filter(({ comment }) => names.has(nameOf(keyOf(comment))));
    if (wishes.length === 0) return [];
    await this.#items.handOver(
      tx,
      wishes.map(({ comment, jobId = null }) => ({ ...keyOf(comment), jobId })),
    );
    const now = this.#clock.now();
    const told = await this.#tell(tx, wishes, now);
    const accounts = await this.#conversations.accounts(
      tx,
      wishes.map(({ comment }) => comment.conversationId),
    );
    await this.#audit.add(
      tx,
      ...wishes.map(({ comment, action, actor, jobId }) => ({
        at: now,
        actor,
        action,
        ticketId: comment.ticketId,
        details: { ...detailsOf(comment, action), ...(jobId === undefined ? {} : { jobId }) },
      })),
    );
    const commands = wishes.map(({ comment, action, actor, cause, jobId }) => {
      const { workspaceId, ...key } = keyOf(comment);
      const accountId = accounts.get(comment.conversationId) ?? comment.channelId;
      const data = { ...key, accountId, ...comment.comment, action, actor, jobId };
      return publish(ModerateComment, { workspaceId, cause, occurredAt: now, data });
    });
    return [...told, ...commands];
  }

  async #tell(tx: Tx, wishes: readonly Wish[], now: Date): Promise<Publish[]> {
    const tickets = wishes.flatMap(({ comment: { workspaceId, ticketId } }) =>
      ticketId === null ? [] : [{ workspaceId, id: ticketId }],
    );
    const changes = new TicketChanges(await this.#tickets.lockAll(tx, tickets), now);
    const views = await this.#messages.findViews(
      tx,
      wishes.map(({ comment }) => comment),
    );
    for (const { message, view } of views) {
      const cause = wishes.find(({ comment }) => comment.id === message.id)?.cause;
      if (cause && message.ticketId !== null)
        changes.change(message.ticketId, cause, (before) => decideMessageUpdated(before, view));
    }
    return changes.save(tx, this.#tickets);
  }
}

const keyOf = ({ workspaceId, channelId, externalId }: Comment): CommentKey => ({
  workspaceId,
  channelId,
  commentId: externalId,
});

const nameOf = ({ workspaceId, channelId, commentId }: CommentKey): string =>
  `${workspaceId}/${channelId}/${commentId}`;

/** What is gone for good stays readable here. */
const detailsOf = ({ id, content }: Comment, action: ModerationAction): Record<string, unknown> =>
  action === 'delete' ? { messageId: id, content } : { messageId: id };
