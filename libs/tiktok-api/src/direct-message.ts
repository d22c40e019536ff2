import { z } from 'zod';
import { readMessageContent, reaction, type MessageContent, type Reaction } from './message-content.ts';
import { id, list, ms, optionalBoolean, optionalId, optionalNumber, optionalText, word } from './wire.ts';

export interface Party {
  /** The account's `open_id`, or the person's `unique_identifier`. */
  id: string;
  role: 'business' | 'personal' | null;
  username: string | null;
}

export type MessageSource = 'app' | 'web' | 'api' | 'others' | 'unknown';

/** One direct message, as a webhook or the message list tells it. */
export interface DirectMessage {
  messageId: string;
  conversationId: string;
  sentAtMs: number;
  from: Party;
  to: Party;
  /** On an echo undocumented whose it is: key the contact by the party that is not the business. */
  uniqueIdentifier: string | null;
  content: MessageContent;
  referencedMessageId: string | null;
  /** Set when the person tapped a card button. */
  buttonReply: { cardMessageId: string | null; buttonId: string | null } | null;
  /** Where a business message was written; null where TikTok does not say. */
  source: MessageSource | null;
  autoMessageType: string | null;
  sceneType: number | null;
  isFollower: boolean | null;
  /** Reactions so far; filled by the message list only. */
  reactions: Reaction[];
}

export const role = word({ business_account: 'business', personal_account: 'personal' });

const user = z.object({ id, role });

const source = word({ app: 'app', web: 'web', api: 'api', others: 'others', unknown_source: 'unknown' });

/** Names differ between the two vocabularies (`type` and `message_type`, `from` and `sender`); both are read. */
export const directMessage = z
  .looseObject({
    message_id: id,
    conversation_id: id,
    timestamp: ms,
    from_user: user,
    to_user: user,
    from: optionalText,
    to: optionalText,
    sender: optionalText,
    recipient: optionalText,
    unique_identifier: optionalText,
    type: optionalText,
    message_type: optionalText,
    referenced_message_info: z.object({ referenced_message_id: optionalId }).nullish().catch(null),
    reply_source_payload: z
      .object({ reply_source_msg_id: optionalId, reply_source_unique_id: optionalText })
      .nullish()
      .catch(null),
    message_tag: z.object({ source }).nullish().catch(null),
    auto_message_type: optionalText,
    scene_type: optionalNumber,
    is_follower: optionalBoolean,
    reactions: list(reaction).catch([]),
  })
  .transform((wire): DirectMessage => {
    const button = wire.reply_source_payload;
    return {
      messageId: wire.message_id,
      conversationId: wire.conversation_id,
      sentAtMs: wire.timestamp,
      from: { ...wire.from_user, username: wire.from ?? wire.sender },
      to: { ...wire.to_user, username: wire.to ?? wire.recipient },
      uniqueIdentifier: wire.unique_identifier,
      content: readMessageContent(wire.type ?? wire.message_type ?? 'unknown', wire),
      referencedMessageId: wire.referenced_message_info?.referenced_message_id ?? null,
      buttonReply: button
        ? { cardMessageId: button.reply_source_msg_id, buttonId: button.reply_source_unique_id }
        : null,
      source: wire.message_tag?.source ?? null,
      autoMessageType: wire.auto_message_type,
      sceneType: wire.scene_type,
      isFollower: wire.is_follower,
      reactions: wire.reactions,
    };
  });
