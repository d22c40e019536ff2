import type { Server } from 'node:http';

const SWEEP_EVERY_MS = 100;

/**
 * Closes an HTTP server: requests under way are answered, and connections without one are closed. Node does so once, and
 * would wait over a minute for a connection that falls idle after that, or that never carried a request; here such are
 * looked for until the end, and when the patience ends all are cut.
 */
export async function closeHttp(server: Server, patienceMs: number, close: () => Promise<unknown>): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_EVERY_MS);
  const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
  try {
    await close();
  } finally {
    clearInterval(sweep);
    clearTimeout(cut);
  }
}
