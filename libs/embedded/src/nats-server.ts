import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { freePort } from './free-port.ts';
import { startServer, untilAnswer } from './server-process.ts';

export interface NatsUser {
  readonly user: string;
  readonly password: string;
  /** Subjects, wildcards allowed; an empty list allows none. */
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

export interface NatsServerOptions {
  /** Path of a nats-server, from `findNatsServer`. */
  readonly binary: string;
  /** Any free port when left out. */
  readonly port?: number;
  /** Holds JetStream's files, the generated configuration and the log; a later start on it finds its streams again. */
  readonly storeDir: string;
  /** `always` fsyncs before each acknowledgement; otherwise the server's default of two minutes. */
  readonly syncInterval?: 'always';
  /** Without a list anyone on this machine may do everything. */
  readonly users?: readonly NatsUser[];
  /** More of the server's configuration, by its own names. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** `<storeDir>/nats-server.log` when left out. */
  readonly logFile?: string;
}

export interface NatsServer {
  /** `nats://127.0.0.1:<port>`, without credentials. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

const MAX_PAYLOAD_BYTES = 8 * 1024 * 1024;

/** Starts a nats-server with JetStream on 127.0.0.1 and waits until it answers. */
export async function startNats(options: NatsServerOptions): Promise<NatsServer> {
  const port = options.port ?? (await freePort());
  const name = `duet-${randomUUID()}`;
  const storeDir = resolve(options.storeDir);
  const configFile = join(storeDir, 'nats-server.conf');
  await mkdir(storeDir, { recursive: true });
  await writeFile(configFile, configuration(name, port, { ...options, storeDir }), { mode: 0o600 });

  const server = await startServer({
    command: options.binary,
    args: ['--config', configFile],
    logFile: options.logFile ?? join(storeDir, 'nats-server.log'),
    stopSignal: 'SIGINT',
    env: process.env,
  });
  // By name: on a taken port it is the other server that answers.
  await untilAnswer(server, 'nats-server', 15_000, async () => ((await nameAt(port)) === name ? true : undefined));
  return { url: `nats://127.0.0.1:${port}`, port, pid: server.pid, stop: server.stop, kill: server.kill };
}

function configuration(name: string, port: number, options: NatsServerOptions): string {
  const { users, syncInterval } = options;
  return JSON.stringify(
    {
      server_name: name,
      listen: `127.0.0.1:${port}`,
      max_payload: MAX_PAYLOAD_BYTES,
      jetstream: { store_dir: options.storeDir, ...(syncInterval ? { sync_interval: syncInterval } : {}) },
      ...(users ? { authorization: { users: users.map(permissionsOf) } } : {}),
      ...options.config,
    },
    null,
    2,
  );
}

function permissionsOf({ user, password, publish, subscribe }: NatsUser): object {
  return { user, password, permissions: { publish: allow(publish), subscribe: allow(subscribe) } };
}

function allow(subjects: readonly string[]): object {
  return subjects.length > 0 ? { allow: subjects } : { deny: ['>'] };
}

/** The name in the INFO line with which a nats-server greets, undefined when nobody answers. */
function nameAt(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(1_000, () => socket.destroy());
    let greeting = '';
    socket.on('error', () => resolve(undefined));
    socket.on('close', () => resolve(undefined));
    socket.on('data', (chunk) => {
      greeting += chunk.toString('utf8');
      if (!greeting.includes('\n')) return;
      resolve(/"server_name":"([^"]+)"/.exec(greeting)?.[1]);
      socket.destroy();
    });
  });
}
