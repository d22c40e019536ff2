import { z } from 'zod';
import type { AccountAccess } from './build-request.ts';
import type { TikTokClient } from './client.ts';
import { id } from './wire.ts';

// Source of all: Business Messaging v1.3, send message, portal doc 1832184403754242

export interface SentMessage {
  /** Opaque; may contain `+`, `/` and `=`. */
  messageId: string;
}

const sent = z.object({ message: z.object({ message_id: id }) });

/**
 * Sends one text message into an existing conversation.
 *
 * @param message.text at most 6,000 characters, emoji included
 * @param message.referencedMessageId quotes a TEXT, IMAGE or SHARE_POST message
 * @throws TikTokError  with performed 'maybe' the message may have gone out: reconcile, do not resend
 */
export async function sendText(
  client: TikTokClient,
  account: AccountAccess,
  message: { conversationId: string; text: string; referencedMessageId?: string },
): Promise<SentMessage> {
  const { text, referencedMessageId } = message;
  return send(client, account, message.conversationId, {
    message_type: 'TEXT',
    text: { body: text },
    ...(referencedMessageId && { referenced_message_info: { referenced_message_id: referencedMessageId } }),
  });
}

/** Sends an image uploaded before (`uploadImage`); ask `imageCapability` first. Throws as `sendText`. */
export async function sendImage(
  client: TikTokClient,
  account: AccountAccess,
  { conversationId, mediaId }: { conversationId: string; mediaId: string },
): Promise<SentMessage> {
  return send(client, account, conversationId, { message_type: 'IMAGE', image: { media_id: mediaId } });
}

export interface QuestionCard {
  type: 'button-card' | 'link-card';
  /** At most 40 characters. */
  title: string;
  /** One to three; titles of at most 20 (button card) or 40 (link card) characters, ids of at most 40. */
  buttons: { title: string; id?: string }[];
}

/** Sends a question with buttons. A tap arrives as a text message with `buttonReply`. Throws as `sendText`. */
export async function sendTemplate(
  client: TikTokClient,
  account: AccountAccess,
  { conversationId, card }: { conversationId: string; card: QuestionCard },
): Promise<SentMessage> {
  return send(client, account, conversationId, {
    message_type: 'TEMPLATE',
    template: {
      type: card.type === 'button-card' ? 'QA_BUTTON_CARD' : 'QA_LINK_CARD',
      title: card.title,
      buttons: card.buttons.map((button) => ({ type: 'REPLY', ...button })),
    },
  });
}

/** Shows the typing indicator for 5 seconds, or marks the whole conversation as seen. Creates no message. */
export async function sendSenderAction(
  client: TikTokClient,
  account: AccountAccess,
  { conversationId, action }: { conversationId: string; action: 'typing' | 'mark-read' },
): Promise<void> {
  const content = { message_type: 'SENDER_ACTION', sender_action: action === 'typing' ? 'TYPING' : 'MARK_READ' };
  await client.call(request(account, conversationId, content), z.unknown());
}

async function send(
  client: TikTokClient,
  account: AccountAccess,
  conversationId: string,
  content: Record<string, unknown>,
): Promise<SentMessage> {
  const data = await client.call(request(account, conversationId, content), sent);
  return { messageId: data.message.message_id };
}

function request(account: AccountAccess, conversationId: string, content: Record<string, unknown>) {
  return {
    method: 'POST',
    path: '/business/message/send/',
    auth: { kind: 'account', ...account },
    json: { business_id: account.businessId, recipient_type: 'CONVERSATION', recipient: conversationId, ...content },
  } as const;
}
