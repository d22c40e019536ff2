import { TicketGet } from '@duet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useMemo, type ReactNode } from 'react';
import { ask } from './ask.ts';
import { LiveCache } from './live-cache.ts';
import { LiveLog } from './live-log.ts';
import { hearing } from './live-signals.ts';
import { setLiveStatus } from './live-status.ts';
import { keys } from './query-keys.ts';
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
    const close = shareEventStream(
      `duet-events-${personId}`,
      hearing(cache, {
        status: setLiveStatus,
        refused: () => void client.invalidateQueries({ queryKey: keys.session }),
      }),
    );
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
