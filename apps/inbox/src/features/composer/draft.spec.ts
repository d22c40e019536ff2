import { attached, edited, emptyDraft, refused, underWay } from './draft.ts';

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
  expect(edited(first, 'Hello!')).toEqual({ text: 'Hello!', image: null, intent: null });
  expect(edited(first, 'Hello')).toBe(first);
});

test('another image is another intent, and stays while the text is edited', () => {
  const image = {
    mediaId: '01939f00-0000-7000-8000-000000000001',
    contentType: 'image/png',
    size: 1,
    width: 1,
    height: 1,
    for: 'tiktok_messenger' as const,
  };
  const first = underWay(draft, 'key-1');
  expect(attached(first, image)).toEqual({ text: 'Hello', image, intent: null });
  expect(edited(attached(first, image), 'Hi').image).toEqual(image);
});
