import { signatureHeader } from './signature.ts';
import { nextRetry } from './retry-schedule.ts';

const hour = 3_600_000;

test('redeliveries come after 10 s, 30 s, 1 min, 5 min, 30 min, then hourly', () => {
  const delays = [1, 2, 3, 4, 5, 6, 20].map((attempts) => nextRetry(attempts, 0, 1));
  expect(delays).toEqual([10_000, 30_000, 60_000, 300_000, 1_800_000, hour, hour]);
});

test('they end at 72 hours and are compressed by the scale', () => {
  expect(nextRetry(70, 71 * hour, 1)).toBe(hour);
  expect(nextRetry(71, 71 * hour + 1, 1)).toBeUndefined();
  expect(nextRetry(1, 0, 0.001)).toBe(10);
  expect(nextRetry(80, 0.072 * hour, 0.001)).toBeUndefined();
});

test("the signature agrees with the documentation's test vector", () => {
  const body =
    '{"client_key":"7600000000000000001","event":"comment.update","create_time":1790000118,"user_openid":"-000SimBusiness00000000000000000001A","content":"{\\"comment_id\\":7650000000000000123,\\"video_id\\":7640000000000000456,\\"parent_comment_id\\":0,\\"comment_type\\":\\"comment\\",\\"comment_action\\":\\"insert\\",\\"timestamp\\":1790000118456,\\"unique_identifier\\":\\"+SimUserAAAA1111bbbb2222cccc3333dddd4444eeee5555ffff6666gggg7777\\",\\"text\\":\\"Do you ship to Lima?\\"}"}';
  expect(signatureHeader('sim-app-secret-0001', body, 1_790_000_123)).toBe(
    't=1790000123,s=5e9b84336692ce7dd0b51ebbdd7a5f4590ffaa354aee025267b8451da64b2d46',
  );
});
