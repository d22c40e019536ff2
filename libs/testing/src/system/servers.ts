import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { provisionRoles } from '@duet/database';
import {
  findNatsServer,
  freePort,
  type NatsServer,
  type PostgresServer,
  startNats,
  startPostgres,
} from '@duet/embedded';

export const PASSWORD = 'test-only';

/** PostgreSQL and nats-server of one system: both can be killed and started again on their ports and data. */
export class Servers {
  readonly #folder: string;
  readonly #durable: boolean;
  readonly #natsBinary: string;
  readonly #natsPort: number;
  postgres: PostgresServer;
  nats: NatsServer;

  private constructor(
    folder: string,
    durable: boolean,
    natsBinary: string,
    natsPort: number,
    postgres: PostgresServer,
    nats: NatsServer,
  ) {
    this.#folder = folder;
    this.#durable = durable;
    this.#natsBinary = natsBinary;
    this.#natsPort = natsPort;
    this.postgres = postgres;
    this.nats = nats;
  }

  static async start(folder: string, durable: boolean): Promise<Servers> {
    const binary = process.env['DUET_TEST_NATS_BINARY'] ?? (await findNatsServer({ onProgress: ignore })).path;
    const natsPort = await freePort();
    const postgres = await startPostgres({
      dataDir: join(folder, 'postgres'),
      password: PASSWORD,
      durable,
      onProgress: ignore,
    });
    const nats = await startBroker(folder, durable, binary, natsPort);
    return new Servers(folder, durable, binary, natsPort, postgres, nats);
  }

  async revive(server: 'postgres' | 'broker'): Promise<void> {
    if (server === 'broker') {
      this.nats = await startBroker(this.#folder, this.#durable, this.#natsBinary, this.#natsPort);
      return;
    }
    const { port } = this.postgres;
    const options = {
      dataDir: join(this.#folder, 'postgres'),
      port,
      password: PASSWORD,
      durable: this.#durable,
      onProgress: ignore,
    };
    this.postgres = await startPostgres(options);
  }

  async stop(): Promise<void> {
    await this.nats.stop();
    await this.postgres.stop();
  }
}

const startBroker = (folder: string, durable: boolean, binary: string, port: number): Promise<NatsServer> =>
  startNats({ binary, port, storeDir: join(folder, 'nats'), ...(durable ? { syncInterval: 'always' } : {}) });

/** Roles and schemas of the wanted services, each by its own migrations. */
export async function prepareDatabase(superuserUrl: string, root: string, wanted: readonly string[]): Promise<void> {
  await provisionRoles(
    superuserUrl,
    wanted.map((service) => ({ service, ownerPassword: PASSWORD, workerPassword: PASSWORD })),
  );
  for (const service of wanted) {
    await promisify(execFile)(process.execPath, [join(root, 'apps', service, 'dist/migrate.js')], {
      env: { ...process.env, MIGRATION_DATABASE_URL: roleUrl(superuserUrl, `${service}_owner`) },
    });
  }
}

/** The URL of another role on the same server. */
export function roleUrl(superuserUrl: string, role: string): string {
  const url = new URL(superuserUrl);
  url.username = role;
  url.password = PASSWORD;
  return url.href;
}

const ignore = (): void => undefined;
