import { createHmac, randomBytes, randomInt } from 'node:crypto';
import type { DemoFile } from '../up/demo-file.ts';

type App = Pick<DemoFile, 'webhookUrl' | 'webhookSecret' | 'clientKey' | 'accountId'>;

/** A webhook as TikTok forms it: an envelope whose `content` is a JSON document in a string. */
export interface Delivery {
  readonly body: string;
  /** TikTok's id of the message or comment. */
  readonly id: string;
}

/** A customer's direct message. Ids hold `+`, `/` and `=`, times are milliseconds. */
export function directMessage({ clientKey, accountId }: App, text: string): Delivery {
  const [conversationId, id, person] = [base64Id(), base64Id(), `+${randomBytes(40).toString('base64url')}`];
  const content = JSON.stringify({
    timestamp: Date.now(),
    unique_identifier: person,
    from: 'hand_made',
    to: 'sim.store',
    from_user: { id: person, role: 'personal_account' },
    to_user: { id: accountId, role: 'business_account' },
    conversation_id: conversationId,
    message_id: id,
    type: 'text',
    text: { body: text },
    scene_type: 0,
    is_follower: false,
    message_tag: { source: 'APP' },
  });
  return { body: envelope('im_receive_msg', clientKey, accountId, content), id };
}

/** A comment under a post. Its ids are bare numbers beyond 2^53, so no JSON serialiser can write them. */
export function comment({ clientKey, accountId }: App, postId: string, text: string): Delivery {
  const id = `765${String(randomInt(1, 2 ** 47)).padStart(16, '0')}`;
  const fields = [
    `"comment_id":${id}`,
    `"video_id":${postId}`,
    '"parent_comment_id":0',
    '"comment_type":"comment"',
    '"comment_action":"insert"',
    `"timestamp":${Date.now()}`,
    `"unique_identifier":"+${randomBytes(40).toString('base64url')}"`,
    `"text":${JSON.stringify(text)}`,
  ];
  return { body: envelope('comment.update', clientKey, accountId, `{${fields.join(',')}}`), id };
}

/** Delivers with a signature over time and body; without a secret, unsigned. @returns the HTTP status */
export async function deliver({ webhookUrl }: App, body: string, secret?: string): Promise<number> {
  const seconds = Math.floor(Date.now() / 1000);
  const answer = await fetch(webhookUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(secret && signed(seconds, body, secret)) },
    body,
    signal: AbortSignal.timeout(5_000),
  });
  await answer.arrayBuffer();
  return answer.status;
}

function signed(seconds: number, body: string, secret: string): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return { 'Tiktok-Signature': `t=${seconds},s=${signature}` };
}

function envelope(event: string, clientKey: string, accountId: string, content: string): string {
  const seconds = Math.floor(Date.now() / 1000);
  return JSON.stringify({ client_key: clientKey, event, create_time: seconds, user_openid: accountId, content });
}

const base64Id = (): string => `${randomBytes(6).toString('base64')}+/${randomBytes(10).toString('base64')}`;
