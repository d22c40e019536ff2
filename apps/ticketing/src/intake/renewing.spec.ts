import { type Content, newId, TicketGet } from '@duet/contracts';
import { ana, World } from '../../test/world.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});

afterAll(() => world.harness.stop());

const HOUR_MS = 3_600_000;

test.each<[string, Content]>([
  ['a text, or the tap on a button', { type: 'text', text: 'Track my order' }],
  ['an image', { type: 'image', platformMediaId: 'm', url: null }],
  ['a video', { type: 'video', platformMediaId: 'm' }],
  ['a sticker', { type: 'sticker', url: 'https://p16.example/s' }],
  ['an emoji', { type: 'emoji', url: 'https://p16.example/e' }],
  ['a shared post', { type: 'shared_post', postId: '1', url: 'https://www.tiktok.com/player/v1/1' }],
  ['what nobody can show', { type: 'unsupported', original: 'voice' }],
])('DM-26: %s renews the window', async (_kind, content) => {
  const conversation = newId();
  const first = await world.writes(conversation);
  await world.writes(conversation, content);
  const [message] = await world.thread(first);
  const { window } = await world.harness.ask(TicketGet, { id: first.id }, ana);
  expect(message?.content).toEqual(content);
  expect(window).toEqual({
    expiresAt: new Date(Date.parse(message?.sentAt ?? '') + 48 * HOUR_MS).toISOString(),
    remaining: 10,
  });
  expect(Date.parse(window?.expiresAt ?? '')).toBeGreaterThan(Date.parse(first.window?.expiresAt ?? ''));
});
