import { openEventStream, type Listener, type Signal } from './event-stream.ts';

type Said = { readonly signal: Signal } | { readonly question: 'up?' };

/**
 * One connection per browser: the tab that gets the lock holds it and tells the others (six connections per host is
 * a real limit). Where locks are missing, each tab holds its own.
 */
export function shareEventStream(name: string, tell: Listener): () => void {
  if (!('locks' in navigator)) return openEventStream(tell);

  const tabs = new BroadcastChannel(name);
  const left = new AbortController();
  let leads = false;
  let last: Signal = { kind: 'down' };

  tabs.onmessage = ({ data }: MessageEvent<Said>) => {
    if ('signal' in data) tell(data.signal);
    else if (leads) tabs.postMessage({ signal: last } satisfies Said);
  };
  tabs.postMessage({ question: 'up?' } satisfies Said);

  const lead = () =>
    new Promise<void>((resolve) => {
      leads = true;
      const close = openEventStream((signal) => {
        if (signal.kind === 'up' || signal.kind === 'down') last = signal;
        tell(signal);
        tabs.postMessage({ signal } satisfies Said);
      });
      left.signal.addEventListener('abort', () => {
        close();
        resolve();
      });
    });
  navigator.locks.request(name, { signal: left.signal }, lead).catch(() => {
    // Left before the lock came.
  });

  return () => {
    left.abort();
    tabs.close();
  };
}
