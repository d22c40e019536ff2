import { signWebhook } from '@duet/tiktok-api';

export interface Account {
  readonly openId: string;
  readonly secret: string;
}

/** One direct message as TikTok delivers it. */
export interface Webhook {
  readonly messageId: string;
  readonly body: Buffer;
  readonly signature: string;
}

/** The people who write, by TikTok's id. */
export const personIds: readonly string[] = Array.from({ length: 2_000 }, (_, index) => `bench-person-${index}`);

const TEXT_BYTES = 500;
const CLIENT_KEY = '7600000000000000001';
const TEXT = 'Is the blue one still there in size M, and when would it come? '.repeat(10);

/**
 * The n-th webhook of a run; every n has a message id of its own.
 *
 * @param contact the number of the person who writes: of one of 2,000 in turn when left out
 */
export function webhook(
  account: Account,
  index: number,
  { contact = index % personIds.length, atMs = Date.now() }: { contact?: number; atMs?: number } = {},
): Webhook {
  const messageId = messageIdOf(index);
  const person = personIdOf(contact);
  const content = {
    message_id: messageId,
    type: 'text',
    text: { body: textOf(index) },
    timestamp: atMs,
    unique_identifier: person,
    from: `person.${contact}`,
    to: 'sim.store',
    from_user: { id: person, role: 'personal_account' },
    to_user: { id: account.openId, role: 'business_account' },
    conversation_id: threadIdOf(contact),
  };
  const body = Buffer.from(
    JSON.stringify({
      client_key: CLIENT_KEY,
      event: 'im_receive_msg',
      create_time: Math.floor(atMs / 1_000),
      user_openid: account.openId,
      content: JSON.stringify(content),
    }),
  );
  return { messageId, body, signature: signWebhook({ rawBody: body, secret: account.secret, atMs }) };
}

/** The same message as a fact on the bus, for programs that read no webhooks. */
export function fact(index: number, place: { workspaceId: string; accountId: string; channelId: string }): object {
  const contact = index % personIds.length;
  return {
    ...place,
    conversationId: threadIdOf(contact),
    messageId: messageIdOf(index),
    sentAt: new Date().toISOString(),
    sender: { id: personIdOf(contact), username: `person.${contact}` },
    content: { type: 'text', text: textOf(index) },
  };
}

const personIdOf = (contact: number): string => personIds[contact] ?? '';

/** TikTok's id of the conversation with the person of this number. */
export const threadIdOf = (contact: number): string => `bench-conversation-${contact}`;

const messageIdOf = (index: number): string => `bench-message-${index}`;

const textOf = (index: number): string => `${index} ${TEXT}`.slice(0, TEXT_BYTES);
