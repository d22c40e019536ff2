import { CLIENT_KEY, OPEN_ID } from './world.ts';

const now = (): number => Math.floor(Date.now() / 1_000);

/** One webhook as TikTok writes it: `content` is text within the text. */
export function webhook(
  event: string,
  content: object | string,
  { openId = OPEN_ID, createTime = now() }: { openId?: string; createTime?: number } = {},
): string {
  return JSON.stringify({
    client_key: CLIENT_KEY,
    event,
    create_time: createTime,
    user_openid: openId,
    content: typeof content === 'string' ? content : JSON.stringify(content),
  });
}

/** A customer's direct message. */
export const directMessage = (
  messageId: string,
  changes: object = {},
  envelope: { openId?: string; createTime?: number } = {},
): string =>
  webhook(
    'im_receive_msg',
    {
      message_id: messageId,
      conversation_id: `conversation of ${messageId}`,
      timestamp: Date.now(),
      type: 'text',
      text: { body: 'Hello' },
      from: 'ana_pe',
      to: 'sim.store',
      from_user: { id: `person of ${messageId}`, role: 'personal_account' },
      to_user: { id: OPEN_ID, role: 'business_account' },
      ...changes,
    },
    envelope,
  );

/** A comment; TikTok writes its ids as bare numbers that no double can hold. */
export const comment = (commentId: string, uniqueIdentifier: string, action = 'insert'): string =>
  webhook(
    'comment.update',
    `{"comment_id":${commentId},"video_id":7640000000000000457,"parent_comment_id":0,"comment_type":"comment",` +
      `"comment_action":"${action}","timestamp":${Date.now()},"unique_identifier":"${uniqueIdentifier}","text":"Nice"}`,
  );
