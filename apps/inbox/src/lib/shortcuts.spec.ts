import { actionIds, changedKeys, defaultKeys, keyName, keysFrom, withKey } from './shortcuts.ts';

test('no two actions have the same key', () => {
  const keys = Object.values(defaultKeys).filter((key) => key !== null);
  expect(new Set(keys).size).toBe(keys.length);
});

test('a key given to an action is taken from the one that had it', () => {
  const keys = withKey(defaultKeys, 'reopen', 'KeyE');
  expect(keys.reopen).toBe('KeyE');
  expect(keys.resolveAndNext).toBeNull();
  expect(keys.reply).toBe('KeyR');
});

test('an action can be left without a key, and several can', () => {
  const keys = withKey(withKey(defaultKeys, 'reply', null), 'note', null);
  expect([keys.reply, keys.note]).toEqual([null, null]);
});

test.each([null, 'nonsense', '[]', '{"reply":5}', '{"gone":"KeyG"}'])(
  '%p in the browser leaves the keys as they are',
  (stored) => {
    expect(keysFrom(stored)).toEqual(defaultKeys);
  },
);

test('what a person changed is kept beside keys that came later', () => {
  expect(keysFrom('{"reply":"KeyT"}')).toEqual({ ...defaultKeys, reply: 'KeyT' });
  expect(changedKeys(keysFrom('{"reply":"KeyT","note":null}'))).toEqual({ reply: 'KeyT', note: null });
  expect(changedKeys(defaultKeys)).toEqual({});
});

test('keys are named as they are written on the keyboard', () => {
  expect(['KeyJ', 'Digit1', '?', 'Enter'].map(keyName)).toEqual(['J', '1', '?', 'Enter']);
  expect(actionIds).toContain('showKeys');
});
