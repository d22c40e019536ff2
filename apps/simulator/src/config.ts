import type { AppConfig } from '@duet/tiktok-simulator';

export interface Config {
  port: number;
  host: string;
  dbFile: string;
  publicUrl: string | undefined;
  seed: boolean;
  /** Where the clock is told; nowhere when left out. */
  natsUrl: string | undefined;
  allowLoopbackRedirect: boolean;
  app: Partial<AppConfig>;
}

type Environment = Record<string, string | undefined>;

/** @throws Error naming the variable */
export function readConfig(environment: Environment): Config {
  if (environment['DUET_LIVE'] === '1') {
    throw new Error('DUET_LIVE is 1: the simulator gives consents and tokens to anyone and has no place here');
  }
  const clientKey = environment['SIMULATOR_CLIENT_KEY'];
  const clientSecret = environment['SIMULATOR_CLIENT_SECRET'];
  const redirectUris = environment['SIMULATOR_REDIRECT_URIS']?.split(',');
  if (clientKey !== undefined && !/^\d{19}$/.test(clientKey)) {
    throw new Error('SIMULATOR_CLIENT_KEY must be 19 digits, as TikTok issues them');
  }
  return {
    port: readPort(environment),
    host: environment['SIMULATOR_HOST'] ?? '127.0.0.1',
    dbFile: environment['SIMULATOR_DB'] || missing('SIMULATOR_DB', 'a path for the SQLite file'),
    publicUrl: environment['SIMULATOR_PUBLIC_URL'],
    seed: readFlag(environment, 'SIMULATOR_SEED', true),
    natsUrl: environment['NATS_URL'] || undefined,
    allowLoopbackRedirect: readFlag(environment, 'SIMULATOR_ALLOW_LOOPBACK_REDIRECT', false),
    app: {
      ...(clientKey !== undefined && { clientKey }),
      ...(clientSecret !== undefined && { clientSecret }),
      ...(redirectUris !== undefined && { redirectUris }),
    },
  };
}

function readPort(environment: Environment): number {
  const port = Number(environment['SIMULATOR_PORT'] || missing('SIMULATOR_PORT', 'a port number'));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('SIMULATOR_PORT must be from 0 to 65535');
  return port;
}

function readFlag(environment: Environment, name: string, fallback: boolean): boolean {
  const value = environment[name];
  if (value === undefined || value === '') return fallback;
  if (value === '1' || value === 'true') return true;
  if (value === '0' || value === 'false') return false;
  throw new Error(`${name} must be 1, true, 0 or false`);
}

function missing(name: string, what: string): never {
  throw new Error(`${name} is missing: ${what}`);
}
