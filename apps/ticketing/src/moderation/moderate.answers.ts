import { Injectable } from '@nestjs/common';
import {
  CommentModerate,
  type MessageView,
  ModerateComment,
  type ModerationAction,
  Rejection,
  type RequestOf,
} from '@duet/contracts';
import { Answers, Clock, publish, type QuestionInTx } from '@duet/messaging';
import { AuditStore } from '../audit/audit.store.ts';
import { assertCan, channelInput } from '../capabilities/situation.ts';
import { ChannelStore } from '../channels/channel.store.ts';
import { ConversationStore } from '../threads/conversation.store.ts';
import type { Message } from '../threads/message.ts';
import { MessageStore } from '../threads/message.store.ts';
import { decideMessageUpdated } from '../tickets/ticket.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { TicketStore } from '../tickets/ticket.store.ts';
import { CommentStateStore } from './comment-state.store.ts';

/** The one door to moderation (H16): who may, on which comment, with an audit entry whoever acts. */
@Injectable()
export class ModerateAnswers {
  readonly #messages: MessageStore;
  readonly #conversations: ConversationStore;
  readonly #channels: ChannelStore;
  readonly #states: CommentStateStore;
  readonly #tickets: TicketStore;
  readonly #audit: AuditStore;
  readonly #clock: Clock;

  constructor(
    messages: MessageStore,
    conversations: ConversationStore,
    channels: ChannelStore,
    states: CommentStateStore,
    tickets: TicketStore,
    audit: AuditStore,
    clock: Clock,
  ) {
    this.#messages = messages;
    this.#conversations = conversations;
    this.#channels = channels;
    this.#states = states;
    this.#tickets = tickets;
    this.#audit = audit;
    this.#clock = clock;
  }

  @Answers(CommentModerate)
  async moderate({ id, action }: RequestOf<typeof CommentModerate>, question: QuestionInTx): Promise<MessageView> {
    const { tx, actor, cause } = question;
    const { message, view } = await this.#messages.find(tx, id);
    if (!view.comment || !message.comment || message.externalId === null) throw new Rejection('not_a_comment');
    const { visibility, pending } = view.comment.moderation;
    if (visibility === 'deleted' && action === 'delete' && message.direction === 'out') return view;
    if (visibility === 'deleted') throw new Rejection('comment_deleted');
    checkOwner(message, action);
    const channel = await this.#channels.find(tx, message.channelId);
    const now = this.#clock.now();
    assertCan(action, channelInput(channel, now));
    if (pending === action || (visibility === inEffect[action] && pending === null)) return view;

    const { accountId } = await this.#conversations.find(tx, message.conversationId);
    const key = { workspaceId: message.workspaceId, channelId: message.channelId, commentId: message.externalId };
    await this.#states.setPending(tx, key, action);
    const { view: after } = await this.#messages.find(tx, id);
    if (message.ticketId) {
      const changes = new TicketChanges([await this.#tickets.lock(tx, message.ticketId)], now);
      changes.change(message.ticketId, cause, (before) => decideMessageUpdated(before, after));
      question.publish(...(await changes.save(tx, this.#tickets)));
      await this.#audit.add(tx, {
        at: now,
        actor,
        action,
        ticketId: message.ticketId,
        details: detailsOf(message, action),
      });
    }
    const command = { ...key, accountId, ...message.comment, action, actor };
    question.publish(
      publish(ModerateComment, { workspaceId: message.workspaceId, cause, occurredAt: now, data: command }),
    );
    return after;
  }
}

const inEffect = { hide: 'hidden', unhide: 'public', delete: 'deleted' } as const;

/**
 * Whose comments an action is for (MOD-02 to MOD-05). Comments written in TikTok's own app are not ours to delete
 * (REC-30), those of chatbots, AI Agents and API keys are.
 */
function checkOwner({ direction, source }: Message, action: ModerationAction): void {
  if (action !== 'delete') {
    if (direction !== 'in') throw new Rejection('own_comment');
    return;
  }
  if (direction !== 'out') throw new Rejection('foreign_comment');
  if (source !== 'duet') throw new Rejection('not_posted_here');
}

/** What is gone for good stays readable here. */
const detailsOf = ({ id, content }: Message, action: ModerationAction): Record<string, unknown> =>
  action === 'delete' ? { messageId: id, content } : { messageId: id };
