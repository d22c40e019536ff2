import type { Listener, Signal } from './event-stream.ts';
import { tellEventLine } from './event-lines.ts';
import type { LiveCache } from './live-cache.ts';
import { changeFrom, draftFrom } from './live-updates.ts';
import { customerNewsFrom } from './live-customers.ts';
import { jobFrom } from './moderation-jobs.ts';
import { serverClock } from './server-clock.ts';

interface Told {
  status(kind: Extract<Signal['kind'], 'up' | 'down'>): void;
  /** Somebody should look whether the viewer is still signed in. */
  refused(): void;
}

/** What each signal of the stream does to what the page holds. */
export const hearing =
  (cache: LiveCache, told: Told): Listener =>
  (signal) => {
    switch (signal.kind) {
      case 'restart':
        return cache.restart();
      case 'refused':
        return told.refused();
      case 'event': {
        tellEventLine(signal.line);
        const job = jobFrom(signal.line);
        if (job) return cache.placeJob(job);
        const writtenOn = draftFrom(signal.line);
        if (writtenOn !== null) return cache.readDraftsAgain(writtenOn);
        const customer = customerNewsFrom(signal.line);
        if (customer) return cache.readCustomerAgain(customer);
        const change = changeFrom(signal.line);
        if (!change) return;
        serverClock.atLeast(change.occurredAt);
        return cache.apply(change);
      }
      case 'up':
        if (signal.serverTime) serverClock.learn(signal.serverTime);
        return told.status('up');
      case 'down':
        return told.status('down');
    }
  };
