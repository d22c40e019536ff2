import { type ChannelView, type MessageView, rejections, type TicketView } from '@duet/contracts';
import { aMessage, aTicket } from '../../samples.ts';

const hour = 3_600_000;
const fromNow = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** Texts that break layouts. */
export const texts = {
  longName: 'Wolfeschlegelsteinhausenbergerdorff the Elder of Upper and Lower Saxony',
  emojiName: '🌸🦊✨',
  rtl: 'هل هذا متوفر باللون الأسود؟ الطلب رقم 20917',
  longWord: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  sixThousand: 'The parcel came open and two cups are broken. '.repeat(131).slice(0, 6_000),
} as const;

const contact = aTicket().contact;
const named = (displayName: string | null, username: string | null) => ({ ...contact, displayName, username });
const last = (preview: string, agoMs: number, direction: 'in' | 'out' = 'in') => ({
  lastMessage: { preview, direction, sentAt: fromNow(-agoMs) },
});
const window = (leftMs: number, remaining: number) => ({ window: { expiresAt: fromNow(leftMs), remaining } });

/** Each row a list can hold. */
export function tickets(): readonly (readonly [name: string, ticket: TicketView])[] {
  const rows: [string, Partial<TicketView>][] = [
    ['waits for us', last('Do you ship to Lima?', 60_000)],
    ['answered', last('Yes, it takes three days.', 2 * hour, 'out')],
    ['ends soon', { ...last('Hello?', 45 * hour), ...window(3 * hour, 1) }],
    ['comment', { ...last('Is it waterproof?', 26 * hour), channelType: 'tiktok_feed', window: null }],
    ['on hold', { ...last('I will ask my brother', 60_000), status: 'hold' }],
    ['resolved', { ...last('Thanks, that fixed it!', 9 * 24 * hour, 'in'), status: 'resolved' }],
    ['long name', { ...last(texts.longWord, 60_000), contact: named(texts.longName, 'wolfe') }],
    ['emoji only', { ...last('👍', 60_000), contact: named(texts.emojiName, null) }],
    ['right to left', { ...last(texts.rtl, 60_000), contact: named('نور الفارسي', 'noor') }],
    ['nothing known', { ...last('Hi', 60_000), contact: named(null, null) }],
  ];
  return rows.map(([name, part], n) => [name, aTicket({ id: ticketId(n), ...window(46 * hour, 7), ...part })]);
}

const ticketId = (n: number): string => `01939f00-0000-7000-8000-${String(900 + n).padStart(12, '0')}`;

/** Each state of a reply window. */
export const windows = (): readonly TicketView[] => [
  aTicket({ ...last('Hi', 2 * hour), ...window(46 * hour, 10) }),
  aTicket({ ...last('Hi', 47.5 * hour), ...window(hour / 2, 1) }),
  aTicket({ ...last('Hi', 47.98 * hour), ...window(200_000, 0) }),
  aTicket({ ...last('Hi', 49 * hour), ...window(-hour, 3) }),
];

const out = (n: number, part: Partial<MessageView>): MessageView =>
  aMessage(n, { direction: 'out', author: { kind: 'person', id: 'mira', name: 'Mira' }, source: 'duet', ...part });

const delivered = (status: 'queued' | 'unconfirmed' | 'failed' | 'sent') => ({
  status,
  attempt: 1,
  waitingFor: status === 'queued' ? ('rate' as const) : null,
  failure: status === 'failed' ? { code: 'window_closed', reason: rejections.window_closed[1] } : null,
});

/** Each bubble of a conversation. */
export const bubbles = (): readonly MessageView[] => [
  aMessage(1, { content: { type: 'text', text: 'Hi' } }),
  aMessage(2, { content: { type: 'text', text: texts.longWord } }),
  aMessage(3, { content: { type: 'text', text: texts.rtl } }),
  aMessage(4, { content: { type: 'text', text: '😍' }, reactions: [{ by: 'business', emoji: '❤️', url: null }] }),
  aMessage(5, { content: { type: 'shared_post', postId: null, url: 'https://www.tiktok.com/@a/video/1' } }),
  aMessage(6, { content: { type: 'unsupported', original: 'voice' } }),
  aMessage(7, { content: imageless, media: { state: 'pending' } }),
  aMessage(8, { content: imageless, media: { state: 'gone', reason: 'TikTok no longer has this file.' } }),
  out(9, { delivery: delivered('sent') }),
  out(10, { delivery: delivered('queued') }),
  out(11, { delivery: delivered('unconfirmed') }),
  out(12, { delivery: delivered('failed') }),
  out(13, { author: { kind: 'ai_agent', id: 'ai', name: 'Shop helper' }, delivery: delivered('sent') }),
  out(14, {
    content: { type: 'card', title: 'Which size?', buttons: ['S', 'M', 'L'], kind: 'callback' },
    source: 'api',
  }),
  aMessage(15, { content: { type: 'text', text: texts.sixThousand } }),
];

const imageless = { type: 'image', platformMediaId: null, url: null } as const;

export const note = (): MessageView =>
  aMessage(20, {
    direction: 'note',
    author: { kind: 'person', id: 'mira', name: 'Mira' },
    content: { type: 'text', text: 'Regular customer, waive the delivery fee' },
  });

const comment = (n: number, part: Partial<MessageView>, moderation: object = {}): MessageView =>
  aMessage(n, {
    comment: {
      videoId: '1',
      parentCommentId: n === 30 ? null : 'tt-30',
      moderation: { visibility: 'public', pending: null, failure: null, review: null, ...moderation },
      edit: null,
      replacedBy: null,
    },
    ...part,
  });

const refused = { action: 'hide', code: 'tiktok_refused', reason: `${rejections.tiktok_refused[1]} Comment not found` };

/** Each state of a comment. */
export const comments = (): readonly MessageView[] => [
  comment(30, {}),
  comment(31, {}, { visibility: 'hidden' }),
  comment(32, {}, { pending: 'hide' }),
  comment(33, {}, { failure: refused }),
  comment(34, { direction: 'out', author: { kind: 'person', id: 'm', name: 'Mira' } }, { visibility: 'deleted' }),
  comment(35, { direction: 'out', author: { kind: 'bot', id: 'b', name: 'Size guide' } }, { review: 'held' }),
  comment(36, { content: { type: 'text', text: texts.longWord } }, { visibility: 'friends_only' }),
];

export const channels = (): readonly ChannelView[] => {
  const account = { id: contact.id, username: 'sim.store', displayName: 'Shop' };
  const base = { title: 'My TikTok channel', type: 'tiktok_messenger', account, nlpApp: null, notices: [] } as const;
  return [
    { ...base, id: ticketId(50), state: 'connected', notices: [] },
    { ...base, id: ticketId(51), state: 'disconnected', type: 'tiktok_feed', title: texts.longName, notices: [] },
    {
      ...base,
      id: ticketId(52),
      state: 'needs_reconnecting',
      notices: [{ code: 'needs_reconnecting', text: 'TikTok no longer accepts our access. Connect it again.' }],
    },
  ];
};
