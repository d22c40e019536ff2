import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { setPriority, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { reactions } from '@duet/contracts';
import { freePort, type ServiceName, serviceNames, type ServiceProcess, serviceProcesses } from '@duet/embedded';
import { connectToBroker, provision } from '@duet/messaging';
import { jetstreamManager } from '@nats-io/jetstream';
import { ControlClient } from '@duet/tiktok-simulator';
import { Client } from 'pg';
import { Api } from './api.ts';
import { consent } from './consent.ts';
import { copyPrepared } from './prepared.ts';
import { Program } from './program.ts';
import { prepareDatabase, roleUrl, Servers } from './servers.ts';
import { makeWorkspace, OWNER, type Workspace } from './workspace.ts';
import { until } from '../until.ts';

const root = resolve(import.meta.dirname, '../../../..');
const CLIENT_KEY = '7600000000000000001';
export const WEBHOOK_SECRET = 'sim-app-secret-0001';

type ProgramName = ServiceProcess['name'] | 'simulator';
export type Part = ProgramName | 'broker' | 'postgres';

export interface SystemOptions {
  /** More environment for single programs. */
  readonly environment?: Partial<Record<ProgramName, Readonly<Record<string, string>>>>;
  /** False leaves out every fsync of PostgreSQL and NATS. */
  readonly durable?: boolean;
  readonly services?: readonly ServiceName[];
  /** Where it keeps its data and logs; a new one otherwise. What a former system left there is found again. */
  readonly folder?: string;
  /**
   * How far servers and services stand back for whatever else runs on this machine; as in production when left out. With 0
   * none of them starves where several systems and browsers share two cores.
   */
  readonly niceness?: number;
}

/** All of Duet as real processes from the build, with real servers, on free ports: for crash tests and benchmarks. */
export class System {
  readonly folder: string;
  readonly programs: ReadonlyMap<ProgramName, Program>;
  readonly gatewayUrl: string;
  readonly webhookUrl: string;
  readonly simulatorUrl: string;
  readonly simulator: ControlClient;
  readonly #servers: Servers;
  workspaceId = '';
  apiKey = '';

  private constructor(folder: string, servers: Servers, programs: ReadonlyMap<ProgramName, Program>, urls: Urls) {
    this.folder = folder;
    this.#servers = servers;
    this.programs = programs;
    this.gatewayUrl = urls.gateway;
    this.webhookUrl = `${urls.ingestion}/webhooks/tiktok`;
    this.simulatorUrl = urls.simulator;
    this.simulator = new ControlClient(urls.simulator);
  }

  static async start({
    environment = {},
    durable = true,
    services: wanted = serviceNames,
    folder: kept,
    niceness,
  }: SystemOptions = {}): Promise<System> {
    const folder = kept ?? (await mkdtemp(join(tmpdir(), 'duet-system-')));
    await chmod(folder, 0o755);
    const prepared = await copyPrepared(join(folder, 'postgres'), root);
    const servers = await Servers.start(folder, durable);
    if (niceness) for (const { pid } of [servers.postgres, servers.nats]) setPriority(pid, niceness);
    if (!prepared) await prepareDatabase(servers.postgres.superuserUrl, root, wanted);
    const connection = await connectToBroker(servers.nats.url, 'provisioning');
    await provision(connection);
    await connection.close();
    const urls: Urls = { gateway: await freeUrl(), ingestion: await freeUrl(), simulator: await freeUrl() };
    const programs = await definePrograms(folder, servers, urls, wanted, environment, niceness);
    const system = new System(folder, servers, programs, urls);
    try {
      await Promise.all([...programs.values()].map((program) => program.start()));
      const { workspaceId, apiKey } = prepared ?? (await system.makeWorkspace(OWNER));
      Object.assign(system, { workspaceId, apiKey });
      return system;
    } catch (error) {
      await system.stop({ keep: true });
      throw error;
    }
  }

  get api(): Api {
    return Api.withKey(this.gatewayUrl, this.apiKey);
  }

  program(name: ProgramName): Program {
    const program = this.programs.get(name);
    if (!program) throw new Error(`${name} is not part of this system`);
    return program;
  }

  /** Connects an account through the HTTP flow, as a person does. */
  async connectTikTok(account = 'sim.store'): Promise<void> {
    const owner = await Api.signIn(this.gatewayUrl, OWNER);
    let started = await owner.post('/channels/tiktok/connect');
    // The service in charge may still be starting; people press once more.
    await until('somebody answers', async () => {
      if (started.status === 503) started = await owner.post('/channels/tiktok/connect');
      return started.status !== 503;
    });
    if (started.status !== 201) throw new Error(`connecting failed: ${JSON.stringify(started.body)}`);
    const answer = await consent(String(started.body['authorizeUrl']), account);
    const completed = await owner.post('/channels/tiktok/callback', answer);
    const connectionId = String(completed.body['connectionId']);
    const finished = await owner.post(`/channels/tiktok/connections/${connectionId}/finish`, { title: 'Shop' });
    if (finished.status !== 200)
      throw new Error(`connecting failed: ${JSON.stringify([started.body, completed.body, finished.body])}`);
  }

  /** SIGKILL; PostgreSQL with its children. */
  async kill(part: Part): Promise<void> {
    if (part === 'postgres') await this.#servers.postgres.kill();
    else if (part === 'broker') await this.#servers.nats.kill();
    else await this.program(part).kill();
  }

  /** Starts a killed part again, on its port and its data. */
  async revive(part: Part): Promise<void> {
    if (part === 'postgres' || part === 'broker') await this.#servers.revive(part);
    else await this.program(part).start();
  }

  /** Rows as the superuser sees them. */
  async sql<Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: this.#servers.postgres.superuserUrl });
    await client.connect();
    try {
      const { rows } = await client.query(text, [...parameters]);
      return rows;
    } finally {
      await client.end();
    }
  }

  /** Names the TikTok app. */
  get clientKey(): string {
    return CLIENT_KEY;
  }

  get natsUrl(): string {
    return this.#servers.nats.url;
  }

  /** Deliveries that the broker still owes a running service, with those that wait to be made again. */
  async outstanding(): Promise<number> {
    const connection = await connectToBroker(this.natsUrl, 'accounting');
    try {
      const manager = await jetstreamManager(connection);
      const running = new Set<string>(this.programs.keys());
      const durables = Object.values(reactions).filter(({ service }) => running.has(service));
      const infos = await Promise.all(durables.map(({ stream, durable }) => manager.consumers.info(stream, durable)));
      return infos.reduce((sum, { num_pending, num_ack_pending }) => sum + num_pending + num_ack_pending, 0);
    } finally {
      await connection.close();
    }
  }

  get superuserUrl(): string {
    return this.#servers.postgres.superuserUrl;
  }

  /** @param keep leaves data and logs in `folder`, to be looked at */
  async stop({ keep = false } = {}): Promise<void> {
    await Promise.all([...this.programs.values()].map((program) => program.stop()));
    await this.#servers.stop();
    if (!keep) await rm(this.folder, { recursive: true, force: true });
  }

  /** One more workspace, and the key of an admin of it. */
  makeWorkspace(owner: { email: string; password: string }): Promise<Workspace> {
    return makeWorkspace(this.superuserUrl, root, owner);
  }
}

interface Urls {
  readonly gateway: string;
  readonly ingestion: string;
  readonly simulator: string;
}

async function definePrograms(
  folder: string,
  servers: Servers,
  urls: Urls,
  wanted: readonly ServiceName[],
  more: NonNullable<SystemOptions['environment']>,
  niceness: number | undefined,
): Promise<Map<ProgramName, Program>> {
  await mkdir(join(folder, 'logs'), { recursive: true });
  const tiktok = {
    TIKTOK_CLIENT_KEY: CLIENT_KEY,
    TIKTOK_CLIENT_SECRET: WEBHOOK_SECRET,
    TIKTOK_BASE_URL: `${urls.simulator}/open_api/v1.3`,
    TIKTOK_AUTHORIZE_URL: `${urls.simulator}/v2/auth/authorize`,
    PUBLIC_URL: urls.gateway,
    WEBHOOK_URL: `${urls.ingestion}/webhooks/tiktok`,
    MEDIA_FOLDER: join(folder, 'media'),
    PHONE_URL: `${urls.simulator}/phone`,
    CHANNELS_SEALING_KEY: `k1:${randomBytes(32).toString('base64')}`,
    APP_SEALING_KEY: `k1:${randomBytes(32).toString('base64')}`,
  };
  const programs = new Map<ProgramName, Program>();
  const define = (
    name: ProgramName,
    app: ServiceName | 'simulator',
    environment: Readonly<Record<string, string>>,
    readyUrl: string,
  ): void => {
    const script = join(root, 'apps', app, 'dist/main.js');
    const logFile = join(folder, 'logs', `${name}.log`);
    programs.set(
      name,
      new Program({ name, script, environment: { ...environment, ...more[name] }, logFile, readyUrl }),
    );
  };
  const simulatorEnvironment = {
    SIMULATOR_PORT: new URL(urls.simulator).port,
    SIMULATOR_DB: join(folder, 'simulator.db'),
    SIMULATOR_CLIENT_KEY: CLIENT_KEY,
    SIMULATOR_CLIENT_SECRET: WEBHOOK_SECRET,
    SIMULATOR_REDIRECT_URIS: `${urls.gateway}/integrations/tiktok/callback/`,
    SIMULATOR_ALLOW_LOOPBACK_REDIRECT: '1',
    NATS_URL: servers.nats.url,
  };
  define('simulator', 'simulator', simulatorEnvironment, `${urls.simulator}/_control/health`);
  for (const { name, service, environment: own } of serviceProcesses) {
    if (!wanted.includes(service)) continue;
    const opsPort = String(await freePort());
    const http = name === 'gateway' ? urls.gateway : name === 'ingestion' ? urls.ingestion : null;
    const environment = {
      ...tiktok,
      DATABASE_URL: roleUrl(servers.postgres.superuserUrl, `${service}_worker`),
      NATS_URL: servers.nats.url,
      OPS_PORT: opsPort,
      LOG_LEVEL: 'warn',
      ...(http ? { PORT: new URL(http).port } : {}),
      ...own,
      ...(niceness === undefined ? {} : { CPU_NICE: String(niceness) }),
    };
    define(name, service, environment, `http://127.0.0.1:${opsPort}/ready`);
  }
  return programs;
}

const freeUrl = async (): Promise<string> => `http://127.0.0.1:${await freePort()}`;
