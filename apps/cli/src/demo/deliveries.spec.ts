import { comment, directMessage } from './deliveries.ts';

const app = { webhookUrl: '', webhookSecret: 'secret', clientKey: '7600000000000000001', accountId: '-000Sim' };

test('a message is an envelope with its content as a string', () => {
  const { body, id } = directMessage(app, 'Hello "you"');
  const envelope = JSON.parse(body);
  expect(envelope).toMatchObject({ client_key: app.clientKey, event: 'im_receive_msg', user_openid: app.accountId });
  expect(Number.isInteger(envelope.create_time)).toBe(true);
  expect(JSON.parse(envelope.content)).toMatchObject({ message_id: id, type: 'text', text: { body: 'Hello "you"' } });
});

test("a comment's ids are bare numbers that no double can hold, and a top-level comment has the parent 0", () => {
  const { body, id } = comment(app, '7640000000000000456', 'Nice "one"');
  const { content } = JSON.parse(body);
  expect(content).toContain(`"comment_id":${id},`);
  expect(content).toContain('"video_id":7640000000000000456,');
  expect(content).toContain('"parent_comment_id":0,');
  expect(BigInt(id) > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
  expect(JSON.parse(content).text).toBe('Nice "one"');
});
