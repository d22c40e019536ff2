import type { AddressInfo } from 'node:net';
import { ControlClient } from './control/client.ts';
import { RequestLog } from './gateway/request-log.ts';
import { type AppConfig, redirectUriProblem } from './platform/app-config.ts';
import { Platform } from './platform/platform.ts';
import type { Settings } from './platform/settings.ts';
import { seed } from './seed.ts';
import { buildServer } from './server.ts';

export interface SimulatorOptions {
  /** SQLite file; the same file resumes where the last process stopped, pending webhooks included. */
  dbFile: string;
  /** A free one by default. */
  port?: number;
  /** `127.0.0.1` by default. */
  host?: string;
  /** How others reach this process, for media addresses; `http://<host>:<port>` by default. */
  publicUrl?: string;
  /** The app's registration; replaces what the file holds. */
  app?: Partial<AppConfig>;
  /** Knobs over the defaults; what the control API changed later wins. */
  settings?: Partial<Settings>;
  /** Whether an empty database is filled with the demo accounts, posts and customers; true by default. */
  seed?: boolean;
  /** Makes ids and delays repeatable; drawn once per file by default, so that two files share no id. */
  randomSeed?: number;
  /** The platform's time at the start; real time, or what the file remembers, by default. */
  nowMs?: number;
  /** Called with the offset to real time at the start and at every change. */
  onClockChange?: (offsetMs: number) => void;
}

export interface Simulator {
  url: string;
  port: number;
  control: ControlClient;
  close(): Promise<void>;
}

export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { dbFile, port = 0, host = '127.0.0.1', randomSeed, nowMs } = options;
  const platform = new Platform({
    dbFile,
    randomSeed,
    settings: options.settings ?? {},
    onClockChange: options.onClockChange ?? (() => {}),
  });
  if (options.app) registerApp(platform, options.app);
  platform.clock.change(nowMs === undefined ? { offsetMs: platform.clock.offsetMs } : { nowMs });
  const seeded = options.seed ?? true;
  if (seeded && platform.accounts.list().length === 0) platform.commit(() => seed(platform));

  const requests = new RequestLog();
  const server = buildServer({ platform, requests, reset });
  await server.listen({ port, host });
  const bound = boundPort(server.server.address());
  const url = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${bound}`;
  platform.urls.setBase(options.publicUrl ?? url);
  platform.dispatcher.resume();

  return {
    url,
    port: bound,
    control: new ControlClient(url),
    async close() {
      await server.close();
      await platform.close();
    },
  };

  function reset(wanted: boolean): void {
    platform.reset();
    requests.clear();
    if (seeded && wanted) seed(platform);
  }
}

function registerApp(platform: Platform, app: Partial<AppConfig>): void {
  const { allowLoopbackRedirect } = platform.settings.current;
  const problem = redirectUriProblem(app.redirectUris ?? [], allowLoopbackRedirect);
  if (problem !== undefined) throw new Error(`redirectUris: ${problem}`);
  platform.app.change(app);
}

function boundPort(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('the simulator listens on a port');
  return address.port;
}
