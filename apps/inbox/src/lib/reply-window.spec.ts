import { aTicket, at } from '../samples.ts';
import { replyWindow } from './reply-window.ts';

const written = (minutes: number, direction: 'in' | 'out') => ({
  lastMessage: { preview: '', direction, sentAt: at(minutes) },
});
const hours = 60;

test('WIN-13: a new customer message opens 48 hours and 10 messages before delivery has said so', () => {
  const ticket = aTicket({ window: { expiresAt: at(48 * hours), remaining: 2 }, ...written(30, 'in') });
  expect(replyWindow(ticket)).toEqual({ expiresAt: at(48 * hours + 30), remaining: 10 });
});

test('what delivery says of the same message wins', () => {
  const window = { expiresAt: at(48 * hours), remaining: 9 };
  expect(replyWindow(aTicket({ window, ...written(0, 'in') }))).toBe(window);
});

test('WIN-19: the 48 hours run from the time TikTok gave the message', () => {
  expect(replyWindow(aTicket({ window: null, ...written(7, 'in') }))?.expiresAt).toBe(at(48 * hours + 7));
});

test('our own message opens nothing', () => {
  expect(replyWindow(aTicket({ window: null, ...written(7, 'out') }))).toBeNull();
});

test('WIN-23: comments have no window', () => {
  expect(replyWindow(aTicket({ channelType: 'tiktok_feed', window: null }))).toBeNull();
});
