import fc from 'fast-check';
import { Ring } from './ring.ts';

const event = (position: number) => ({ position, workspaceId: 'w', json: `${position}` });

test('a ring begins after its head and holds what is pushed', () => {
  const ring = new Ring('e', 10, 3);
  expect([ring.tail, ring.head, ring.at(10), ring.at(11)]).toEqual([11, 10, null, null]);
  ring.push(11, event(11));
  expect(ring.at(11)).toEqual(event(11));
});

test('places that the stream skipped and messages that are no events hold nothing', () => {
  const ring = new Ring('e', 0, 4);
  for (const position of [1, 2, 3, 4]) ring.push(position, event(position));
  ring.push(7, event(7));
  ring.push(8, null);
  expect([5, 6, 7, 8].map((position) => ring.at(position)?.json ?? null)).toEqual([null, null, '7', null]);
});

test('whatever is pushed, the newest places up to the capacity are held and no others', () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 60 });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 20 }), (steps, capacity, head) => {
      const ring = new Ring('e', head, capacity);
      const pushed = new Set<number>();
      let position = head;
      for (const step of steps) {
        ring.push((position += step), event(position));
        pushed.add(position);
      }
      expect(ring.head).toBe(position);
      for (let place = 0; place <= position + capacity; place += 1) {
        const isHeld = pushed.has(place) && place > position - capacity;
        expect(ring.at(place)).toEqual(isHeld ? event(place) : null);
      }
    }),
  );
});
