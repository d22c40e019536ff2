import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that Linux and macOS hand out to outgoing connections, so that a server can come back on its own. */
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** One after the other from anywhere: a port is not given away twice before its server has taken it. */
let last = randomInt(LOWEST, HIGHEST);

/** A free port on 127.0.0.1: the preferred one where it is free, any other otherwise. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await isFree(preferred))) return preferred;
  for (let attempt = 0; attempt < 200; attempt++) {
    last = last + 1 < HIGHEST ? last + 1 : LOWEST;
    const port = last;
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port between ${LOWEST} and ${HIGHEST} on 127.0.0.1.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
