import { rejections } from '@duet/contracts';
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
  expect(replyCost({ text: '', image }, 'tiktok_feed', null)).toEqual({ uses: null, problem: null });
});
