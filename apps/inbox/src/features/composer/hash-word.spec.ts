import { channelRules, ChannelType, fillIn, type SavedReplyView } from '@duet/contracts';
import { savedReplyValues } from '../../lib/saved-replies.ts';
import { aTicket } from '../../samples.ts';
import { hashWordAt, repliesFor, withReply } from './hash-word.ts';

const saved = (title: string, shortcut: string | null, part: Partial<SavedReplyView> = {}): SavedReplyView => ({
  id: `01939f00-0000-7000-8000-${String(title.length).padStart(12, '0')}`,
  title,
  shortcut,
  text: title,
  image: null,
  isShared: true,
  ...part,
});

test.each([
  ['#', 1, { from: 0, to: 1, word: '' }],
  ['Hi #ship', 8, { from: 3, to: 8, word: 'ship' }],
  ['Hi\n#до', 6, { from: 3, to: 6, word: 'до' }],
  ['Hi #shipping', 6, { from: 3, to: 6, word: 'sh' }],
])('INB-06: %j with the caret at %p may mean a saved reply', (text, caret, found) => {
  expect(hashWordAt(text, caret)).toEqual(found);
});

test.each([
  ['#sale ', 6],
  ['issue#4', 7],
  ['#a.b', 4],
  ['##', 2],
  ['no sign', 7],
])('INB-06: %j with the caret at %p stays as it was typed', (text, caret) => {
  expect(hashWordAt(text, caret)).toBeNull();
});

test('INB-06: a shortcut goes before a word of a title, that before any part, and a hashtag finds nothing', () => {
  const [terms, ship, late, hours] = [
    saved('Terms', 'relship'),
    saved('Delivery', 'ship'),
    saved('A late shipment', null),
    saved('Opening hours', 'hours'),
  ];
  const all = [terms, late, hours, ship];
  expect(repliesFor('SHIP', all)).toEqual([ship, late, terms]);
  expect(repliesFor('', all)).toEqual(all);
  expect(repliesFor('summersale', all)).toEqual([]);
});

test.each(ChannelType.options)(
  'INB-19 INB-06: a picked reply is filled in and takes the place of the word (%s)',
  (type) => {
    const window = channelRules[type].window === null ? null : aTicket().window;
    const ticket = aTicket({ channelType: type, window });
    const filledIn = fillIn('Hi {{customer_name}}, {{agent_name}} here.', savedReplyValues(ticket, 'Bo'));
    expect(withReply('Oh! #hel bye', { from: 4, to: 8, word: 'hel' }, filledIn)).toEqual({
      text: 'Oh! Hi Ana, Bo here. bye',
      caret: 20,
    });
  },
);
