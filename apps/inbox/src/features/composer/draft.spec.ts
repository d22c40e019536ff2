import { edited, emptyDraft, refused, underWay } from './draft.ts';

const draft = edited(emptyDraft, 'Hello');

test('the same text goes out under the same key until the server has answered', () => {
  const first = underWay(draft, 'key-1');
  const unknown = refused(first, true);
  expect(underWay(unknown, 'key-2').intent).toBe('key-1');
});

test('a clear refusal ends the intent: the next press is a new one', () => {
  const first = underWay(draft, 'key-1');
  expect(underWay(refused(first, false), 'key-2').intent).toBe('key-2');
});

test('another text is another intent', () => {
  const first = underWay(draft, 'key-1');
  expect(edited(first, 'Hello!')).toEqual({ text: 'Hello!', intent: null });
  expect(edited(first, 'Hello')).toBe(first);
});
