import { signedComment } from './fixtures/index.ts';
import { signWebhook, verifyWebhook } from './webhook-signature.ts';

const { secret, header, signedAtMs } = signedComment;
const rawBody = Buffer.from(signedComment.rawBody);
const genuine = { rawBody, header, secrets: [secret], nowMs: signedAtMs + 1_000 };
const hex = header.split('s=')[1]!;

test('the example of the reference is genuine', () => {
  expect(verifyWebhook(genuine)).toEqual({ verdict: 'fresh', signedAtMs });
});

test('the signer writes the header that TikTok writes', () => {
  expect(signWebhook({ rawBody, secret, atMs: signedAtMs + 999 })).toBe(header);
});

test.each([
  ['the parts come in the other order', { header: `s=${hex}, t=1790000123` }, 'fresh'],
  ['an unknown part is there as well', { header: `v=2,${header}` }, 'fresh'],
  ['the digits are upper case', { header: `t=1790000123,s=${hex.toUpperCase()}` }, 'fresh'],
  ['the second secret is the right one', { secrets: ['rotated-secret', secret] }, 'fresh'],
  ['it is exactly as old as tolerated', { nowMs: signedAtMs + 300_000 }, 'fresh'],
  ['it is exactly as far ahead as tolerated', { nowMs: signedAtMs - 300_000 }, 'fresh'],
  ['it is a millisecond too old', { nowMs: signedAtMs + 300_001 }, 'stale'],
  ['it is a millisecond too far ahead', { nowMs: signedAtMs - 300_001 }, 'stale'],
  ['the caller tolerates less', { toleranceMs: 999 }, 'stale'],
  [
    'one byte of the body is another',
    { rawBody: Buffer.from(signedComment.rawBody.replace('Lima', 'Lama')) },
    'forged',
  ],
  ['the body has a newline more', { rawBody: Buffer.from(`${signedComment.rawBody}\n`) }, 'forged'],
  ['the time was moved', { header: header.replace('1790000123', '1790000124') }, 'forged'],
  ['the time has a leading zero', { header: header.replace('1790000123', '01790000123') }, 'forged'],
  ['the secret is another', { secrets: ['another-secret'] }, 'forged'],
  ['there is no secret', { secrets: [] }, 'forged'],
  ['a forged and old one is still forged', { secrets: ['another-secret'], nowMs: signedAtMs + 900_000 }, 'forged'],
  ['there is no header', { header: undefined }, 'malformed'],
  ['the header is empty', { header: '' }, 'malformed'],
  ['the header is garbage', { header: '=,=,;t' }, 'malformed'],
  ['the time is missing', { header: `s=${hex}` }, 'malformed'],
  ['the time is not a number', { header: `t=now,s=${hex}` }, 'malformed'],
  ['the signature is missing', { header: 't=1790000123' }, 'malformed'],
  ['the signature is cut off', { header: header.slice(0, -2) }, 'malformed'],
  ['the signature is not hexadecimal', { header: `t=1790000123,s=${'z'.repeat(64)}` }, 'malformed'],
])('when %s the verdict follows', (_case, change, verdict) => {
  expect(verifyWebhook({ ...genuine, ...change }).verdict).toBe(verdict);
});

test('an empty secret never makes anything genuine', () => {
  const forged = signWebhook({ rawBody, secret: '', atMs: signedAtMs });
  expect(verifyWebhook({ ...genuine, header: forged, secrets: [''] }).verdict).toBe('forged');
});

test('bytes that are not UTF-8 are verified as they are', () => {
  const bytes = Buffer.from([0x7b, 0xff, 0x00, 0x7d]);
  const signed = signWebhook({ rawBody: bytes, secret, atMs: signedAtMs });
  expect(verifyWebhook({ ...genuine, rawBody: bytes, header: signed }).verdict).toBe('fresh');
  const replaced = Buffer.from(bytes.toString('utf8'));
  expect(verifyWebhook({ ...genuine, rawBody: replaced, header: signed }).verdict).toBe('forged');
});
