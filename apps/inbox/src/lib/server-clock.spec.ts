import { ServerClock } from './server-clock.ts';

test("WIN-12: time is the server's, however wrong the clock of this machine is", () => {
  const clock = new ServerClock();
  const serverMs = Date.now() + 47 * 3_600_000;
  clock.learn(new Date(serverMs).toISOString());
  expect(clock.now() - serverMs).toBeLessThan(1_000);
});

test('an event of the future moves the clock on, one of the past does not move it back', () => {
  const clock = new ServerClock();
  const local = Date.now();
  clock.atLeast(new Date(local + 60_000).toISOString(), local);
  clock.atLeast(new Date(local - 60_000).toISOString(), local);
  expect(clock.now() - local).toBeGreaterThanOrEqual(60_000);
});

test('a time that is none is ignored', () => {
  const clock = new ServerClock();
  clock.learn('yesterday');
  expect(Number.isFinite(clock.now())).toBe(true);
});
