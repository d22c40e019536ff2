import fc from 'fast-check';
import { delivery, ids, signedComment } from './fixtures/index.ts';
import { parseWebhook } from './webhook-events.ts';

const text = {
  timestamp: 1790000090000,
  from_user: { id: ids.personId, role: 'personal_account' },
  to_user: { id: ids.businessId, role: 'business_account' },
  conversation_id: ids.conversationId,
  type: 'text',
  text: { body: 'Hello' },
};

function parse(rawBody: string) {
  return parseWebhook(Buffer.from(rawBody));
}

test.each([
  ['nothing', '', null],
  ['no JSON', '<html>', null],
  ['JSON of another shape', '[]', null],
  ['an envelope without account', '{"client_key":"k","event":"e","create_time":1,"content":"{}"}', null],
  ['nesting without end', '['.repeat(200_000) + ']'.repeat(200_000), null],
  ['content that is no JSON', delivery('test', 'im_receive_msg', 'not json').rawBody, 'im_receive_msg'],
  ['a message without id', delivery('test', 'im_receive_msg', text).rawBody, 'im_receive_msg'],
  [
    'a comment with an unknown action',
    delivery('test', 'comment.update', '{"comment_id":1,"video_id":2,"comment_action":"sing","timestamp":3}').rawBody,
    'comment.update',
  ],
])('%s is unparsable with a reason', (_case, rawBody, name) => {
  const parsed = parse(rawBody);
  expect(parsed).toMatchObject({
    event: 'unparsable',
    reason: expect.stringMatching(/^(body|envelope|content): ./),
    name,
    envelope: name === null ? null : { businessId: ids.businessId },
  });
});

test('a reason never quotes what a person wrote', () => {
  const parsed = parse(delivery('test', 'im_receive_msg', '{"text":{"body":"my card is 4111"').rawBody);
  expect(JSON.stringify(parsed)).not.toContain('4111');
});

test('no sequence of bytes makes it throw', () => {
  const body = Buffer.from(signedComment.rawBody);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(body.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }), (edits) => {
      const damaged = Buffer.from(body);
      for (const [at, byte] of edits) damaged[at] = byte;
      expect(typeof parseWebhook(damaged).event).toBe('string');
    }),
  );
  fc.assert(fc.property(fc.json(), (text) => expect(typeof parse(text).event).toBe('string')));
});
