import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NatsServerOptions, findNatsServer, startNats } from '@duet/embedded';

/** A nats-server of its own, with JetStream on a temporary folder. */
export interface Bus {
  /** Stays the same over restarts. */
  readonly url: string;
  /** Stops it for good and deletes what it stored. */
  stop(): Promise<void>;
  /** Ends it on the spot, as a crash does; `restart` brings it back. */
  kill(): Promise<void>;
  /** @param options.emptied as after the loss of its disk: it comes back without streams and consumers */
  restart(options?: { readonly emptied?: boolean }): Promise<void>;
}

export async function startBus(options: Pick<NatsServerOptions, 'users' | 'config'> = {}): Promise<Bus> {
  const binary = process.env.DUET_TEST_NATS_BINARY ?? (await findNatsServer({ onProgress: () => undefined })).path;
  const folder = await mkdtemp(join(tmpdir(), 'duet-bus-'));
  const start = (port?: number) => startNats({ ...options, binary, storeDir: join(folder, 'store'), port });
  let server = await start();
  const { url, port } = server;
  return {
    url,
    kill: () => server.kill(),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true });
    },
    async restart({ emptied = false } = {}) {
      await server.stop();
      if (emptied) await rm(join(folder, 'store'), { recursive: true });
      server = await start(port);
    },
  };
}
