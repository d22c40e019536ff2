import { TicketGet } from '@duet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useMemo, type ReactNode } from 'react';
import { ask } from './ask.ts';
import { LiveCache } from './live-cache.ts';
import { LiveLog } from './live-log.ts';
import { setLiveStatus } from './live-status.ts';
import { changeFrom } from './live-updates.ts';
import { keys } from './query-keys.ts';
import { serverClock } from './server-clock.ts';
import { shareEventStream } from './shared-stream.ts';

const Live = createContext<LiveCache | null>(null);

/** Keeps the query cache of this person current for as long as it is mounted. */
export function LiveConnection({ personId, children }: { personId: string; children: ReactNode }) {
  const client = useQueryClient();
  const cache = useMemo(
    () => new LiveCache(client, personId, new LiveLog(), (id) => ask(TicketGet, { id })),
    [client, personId],
  );

  useEffect(() => {
    const stopFolding = cache.keepAnswersCurrent();
    const close = shareEventStream(`duet-events-${personId}`, (signal) => {
      if (signal.kind === 'restart') return cache.restart();
      if (signal.kind === 'refused') return void client.invalidateQueries({ queryKey: keys.session });
      if (signal.kind === 'event') {
        const change = changeFrom(signal.line);
        if (!change) return;
        serverClock.atLeast(change.occurredAt);
        return cache.apply(change);
      }
      if (signal.kind === 'up' && signal.serverTime) serverClock.learn(signal.serverTime);
      setLiveStatus(signal.kind);
    });
    const thawed = (event: PageTransitionEvent) => event.persisted && cache.restart();
    window.addEventListener('pageshow', thawed);
    return () => {
      window.removeEventListener('pageshow', thawed);
      close();
      stopFolding();
      setLiveStatus('connecting');
    };
  }, [client, cache, personId]);

  return <Live value={cache}>{children}</Live>;
}

/** Where answers of writes are put into the cache. */
export function useLiveCache(): LiveCache {
  const cache = use(Live);
  if (!cache) throw new Error('useLiveCache outside LiveConnection');
  return cache;
}
