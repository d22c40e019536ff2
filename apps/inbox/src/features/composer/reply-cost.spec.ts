import { capabilityTable, rejections } from '@duet/contracts';
import { replyCost } from './reply-cost.ts';

const image = {
  mediaId: '01939f00-0000-7000-8000-000000000001',
  contentType: 'image/png',
  size: 1,
  width: 1,
  height: 1,
  for: 'tiktok_messenger' as const,
};

test.each([
  ['a text', { text: 'Hi', image: null }, 10, { uses: 1, problem: null }],
  ['an image', { text: ' ', image }, 10, { uses: 1, problem: null }],
  ['both', { text: 'Hi', image }, 2, { uses: 2, problem: null }],
  ['nothing', { text: '', image: null }, 10, { uses: null, problem: null }],
])('REC-03: %s in a direct message', (_what, draft, remaining, cost) => {
  expect(replyCost(draft, 'tiktok_messenger', remaining)).toEqual(cost);
});

test('DM-25: with one message left both are too much', () => {
  expect(replyCost({ text: 'Hi', image }, 'tiktok_messenger', 1)).toEqual({
    uses: 2,
    problem: rejections.two_messages_needed[1],
  });
});

test('OPEN-15: a comment holds a text or an image, and costs nothing', () => {
  expect(replyCost({ text: 'Hi', image }, 'tiktok_feed', null).problem).toBe(rejections.text_or_image[1]);
  const forFeed = { ...image, for: 'tiktok_feed' as const };
  expect(replyCost({ text: '', image: forFeed }, 'tiktok_feed', null)).toEqual({ uses: null, problem: null });
});

test('INB-17: a saved reply with an image says where it cannot be sent, and why', () => {
  const picked = { text: 'See the table.', image };
  expect(replyCost(picked, 'tiktok_messenger', 10).problem).toBeNull();
  expect(replyCost(picked, 'tiktok_feed', null).problem).toBe(rejections.text_or_image[1]);
  expect(replyCost({ ...picked, text: '' }, 'tiktok_feed', null).problem).toBe(rejections.image_for_other_channel[1]);
  expect(replyCost(picked, 'plain', null).problem).toBe(plainRefusal);
});

const rule = capabilityTable.plain.image;
const plainRefusal = rule.allowed ? null : rule.text;
