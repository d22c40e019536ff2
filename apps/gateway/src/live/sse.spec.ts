import { frames, readPosition } from './sse.ts';

const at = { epoch: 'mi9x', position: 42 };

test('every frame ends with an empty line and carries its place', () => {
  expect(frames.event(at, '{"a":1}')).toBe('id: mi9x-42\ndata: {"a":1}\n\n');
  expect(frames.reset(at)).toBe('id: mi9x-42\nevent: reset\ndata: {}\n\n');
  expect(frames.heartbeat(at)).toBe(': heartbeat\nid: mi9x-42\n\n');
  expect(frames.hello(new Date(0))).toBe(
    'retry: 1000\nevent: hello\ndata: {"serverTime":"1970-01-01T00:00:00.000Z"}\n\n',
  );
  expect(frames.hello(new Date(0), at)).toContain('\nid: mi9x-42\nevent: hello\n');
});

test.each([
  [undefined, undefined],
  ['', undefined],
  ['mi9x-42', at],
  ['42', null],
  ['mi9x-', null],
  ['MI9X-42', null],
  ['mi9x-42-1', null],
  ['mi9x-4e2', null],
  ['x-9999999999999999', null],
])('the last event id %j is the place %j', (id, place) => {
  expect(readPosition(id)).toEqual(place);
});
