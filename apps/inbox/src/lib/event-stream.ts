/** What the event stream tells this page, from its own connection or from the tab that holds it. */
export type Signal =
  | { readonly kind: 'up'; readonly serverTime: string | null }
  | { readonly kind: 'down' }
  /** The server does not let this page listen: perhaps nobody is signed in any more. */
  | { readonly kind: 'refused' }
  /** What came before is lost: everything must be asked for again. */
  | { readonly kind: 'restart' }
  | { readonly kind: 'event'; readonly line: string };

export type Listener = (signal: Signal) => void;

const checkEveryMs = 15_000;
/** Longer than a background tab's timers are held back, so only a sleeping machine leaves such a hole. */
const sleptMs = 150_000;
const longestWaitMs = 20_000;

/**
 * Listens to `GET /api/v1/events`. The browser resumes a broken connection by itself with Last-Event-ID; one that it
 * gave up, or that slept with the machine, is opened anew and begins with `restart`.
 */
export function openEventStream(tell: Listener): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  function open() {
    source?.close();
    let fresh = true;
    source = new EventSource('/api/v1/events');
    source.addEventListener('hello', (event: MessageEvent<string>) => {
      failures = 0;
      if (fresh) tell({ kind: 'restart' });
      fresh = false;
      tell({ kind: 'up', serverTime: serverTimeOf(event.data) });
    });
    source.addEventListener('reset', () => tell({ kind: 'restart' }));
    source.onmessage = (event: MessageEvent<string>) => tell({ kind: 'event', line: event.data });
    source.onerror = () => {
      tell({ kind: 'down' });
      if (source?.readyState !== EventSource.CLOSED) return;
      tell({ kind: 'refused' });
      failures += 1;
      clearTimeout(timer);
      timer = setTimeout(open, Math.min(longestWaitMs, 500 * 2 ** failures));
    };
  }

  let checkedAt = Date.now();
  const check = setInterval(() => {
    if (Date.now() - checkedAt > sleptMs) open();
    checkedAt = Date.now();
  }, checkEveryMs);

  open();
  return () => {
    clearInterval(check);
    clearTimeout(timer);
    source?.close();
  };
}

function serverTimeOf(data: string): string | null {
  try {
    const hello: unknown = JSON.parse(data);
    return typeof hello === 'object' && hello && 'serverTime' in hello ? String(hello.serverTime) : null;
  } catch {
    return null;
  }
}
