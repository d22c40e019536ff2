import { capabilityTable } from './capabilities/capability-table.ts';
import { type CardDraft, cardOf, cardProblem } from './card.ts';
import type { ButtonKind } from './content.ts';

const rule = capabilityTable.tiktok_messenger.buttons;
const limits = rule.allowed ? (rule.limits ?? {}) : {};
const long = (length: number): string => '😀'.repeat(length);

const card = (text: string, kind: ButtonKind, ...texts: string[]): CardDraft => ({
  text,
  buttons: texts.map((one) => ({ kind, text: one })),
});
const mixed: CardDraft = {
  text: 'Which?',
  buttons: [...card('', 'callback', 'a').buttons, ...card('', 'url', 'b').buttons],
};

type Case = [string, CardDraft, string | null, object];

test.each<Case>([
  ['as long as it may be', card(long(40), 'callback', long(20), long(20), long(20)), null, {}],
  ['of links, as long as it may be', card(long(40), 'url', long(40)), null, {}],
  ['without buttons', card('Which?', 'callback'), 'buttons_missing', {}],
  ['with four buttons', card('Which?', 'callback', 'a', 'b', 'c', 'd'), 'too_many_buttons', { count: 4, max: 3 }],
  ['of two kinds', mixed, 'buttons_mixed', {}],
])('BTN-01, BTN-03: a card %s', judged);

test.each<Case>([
  ['without words', card(' \n', 'callback', 'a'), 'empty_text', {}],
  ['with 41 characters of text', card(long(41), 'callback', 'a'), 'text_too_long', { length: 41, max: 40 }],
])('BTN-11: a card %s', judged);

test.each<Case>([
  ['without words', card('Which?', 'callback', 'a', ' '), 'button_empty', { button: 2 }],
  [
    'with 21 characters that is no link',
    card('Which?', 'callback', 'a', long(21)),
    'button_too_long',
    { button: 2, length: 21, max: 20 },
  ],
  [
    'with 41 characters that is a link',
    card('Which?', 'url', long(41)),
    'button_too_long',
    { button: 1, length: 41, max: 40 },
  ],
])('BTN-08, BTN-12: a button %s', judged);

function judged(_case: string, draft: CardDraft, code: string | null, details: object): void {
  const found = cardProblem(draft, limits);
  expect(found?.code ?? null).toBe(code);
  expect(found?.details ?? {}).toEqual(details);
  if (found) expect(found.sentence).toMatch(/^[A-Z].*\.$/);
}

test('BTN-02, BTN-04: a card is of one kind, and each of its buttons is one text, shown and sent', () => {
  expect(cardOf(card('Which?', 'url', 'https://shop.example', 'b'))).toEqual({
    type: 'card',
    kind: 'url',
    title: 'Which?',
    buttons: ['https://shop.example', 'b'],
  });
});
