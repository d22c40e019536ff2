import { useEffect, useReducer, useSyncExternalStore } from 'react';
import { countdownText, nextStepMs } from './countdown.ts';
import { serverClock } from './server-clock.ts';

const tickMs = 30_000;
/** A slept machine and a held-back timer are right again within this time, or at once when the page is looked at. */
const longestNapMs = 5_000;

let ticks = 0;
const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;

function tick() {
  ticks += 1;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    ticking = setInterval(tick, tickMs);
    document.addEventListener('visibilitychange', tick);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    document.removeEventListener('visibilitychange', tick);
  };
}

/** The server's time in milliseconds, looked at again each half minute: enough for `5m` and day marks. */
export function useNow(): number {
  useSyncExternalStore(subscribe, () => ticks);
  return serverClock.now();
}

/** The text of the time left until `expiresAt`, changing exactly when a step falls. Null when it is over or unknown. */
export function useCountdown(expiresAt: string | null): string | null {
  const [looks, look] = useReducer((n: number) => n + 1, 0);
  const left = expiresAt === null ? 0 : Date.parse(expiresAt) - serverClock.now();
  const next = nextStepMs(left);

  useEffect(() => {
    document.addEventListener('visibilitychange', look);
    window.addEventListener('focus', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('focus', look);
    };
  }, []);
  useEffect(() => {
    if (next === null) return;
    const timer = setTimeout(look, Math.min(next, longestNapMs));
    return () => clearTimeout(timer);
    // Two steps may be equally far away: each look asks for the next one.
  }, [next, looks]);

  return countdownText(left);
}
