import { findNatsServer, freePort, startNats, startPostgres } from '@duet/embedded';
import { provision } from '@duet/messaging';
import { programOf } from '../installation.ts';
import { migrateAll } from '../schemas.ts';
import { asRole, type ServiceName, type ServiceProcess, serviceProcesses } from '../services.ts';
import { withBroker } from '../broker.ts';
import { type DemoFile, writeDemoFile } from './demo-file.ts';
import { DEMO_EMAIL, ensureDemoWorkspace } from './demo-workspace.ts';
import {
  CLIENT_KEY,
  gatewayUrl,
  serviceEnvironment,
  type Shape,
  simulatorEnvironment,
  simulatorUrl,
  webhookUrl,
} from './environment.ts';
import type { DataFolder } from './folder.ts';
import { choosePorts, type Ports } from './ports.ts';
import type { Progress } from './progress.ts';
import type { Running } from './running.ts';
import { forgetRunning, writeRunningFile } from './running-file.ts';
import { ensureSecrets, passwordOf, type Secrets } from './secrets.ts';
import { firstBusinessAccount } from './simulated-account.ts';
import { Supervised } from './supervised.ts';

export interface SystemOptions {
  readonly folder: DataFolder;
  readonly progress: Progress;
  /** Gets every part as soon as it is started, so that a start that fails can be taken back. */
  readonly running: Running;
  readonly gatewayPort?: number | undefined;
  /** A NATS server that runs already. */
  readonly natsUrl?: string | undefined;
}

export interface System {
  readonly demo: DemoFile;
  readonly services: ReadonlyMap<ServiceProcess, Supervised>;
}

const EMBEDDED_STREAM_BYTES = 512 * 1024 ** 2;

/** Starts everything on this machine and waits until each part can do its work. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { folder, progress } = options;
  await folder.make();
  await forgetRunning(folder);
  const secrets = await ensureSecrets(folder);
  const ports = await choosePorts(folder, options.gatewayPort);
  const [postgres, natsUrl] = await Promise.all([
    startDatabase(options, secrets, ports),
    options.natsUrl ?? startBroker(options, ports),
  ]);
  const shape: Shape = { secrets, ports, postgresUrl: postgres.url, natsUrl, mediaFolder: folder.media };

  const simulator = await startSimulator(options, shape);
  const workerPassword = (service: ServiceName): string => passwordOf(secrets, service);
  await Promise.all([
    progress.step('simulator', simulator.untilReady(), () => simulatorUrl(shape)),
    progress.step('migrations', migrateAll(postgres.superuserUrl, workerPassword), (count) => `${count} ran`),
    progress.step(
      'streams',
      withBroker(natsUrl, (connection) => provision(connection, { maxBytesPerStream: EMBEDDED_STREAM_BYTES })),
      () => 'as the topology says',
    ),
  ]);

  const gatewayDatabase = asRole(postgres.url, 'gateway_worker', workerPassword('gateway'));
  const seeded = ensureDemoWorkspace(folder, secrets, gatewayDatabase);
  const [{ services, opsUrls }, apiKey] = await Promise.all([
    startServices(options, shape),
    progress.step('demo', seeded, () => 'workspace "Demo"'),
  ]);

  await writeRunningFile(folder, { postgresUrl: postgres.url, natsUrl, opsUrls });
  const demo = await demoOf(shape, apiKey);
  await writeDemoFile(folder, demo);
  return { demo, services };
}

async function startDatabase({ folder, progress, running }: SystemOptions, secrets: Secrets, ports: Ports) {
  const postgres = startPostgres({
    dataDir: folder.postgres,
    port: ports.postgres,
    password: secrets.postgresPassword,
    durable: true,
    onProgress: (line) => progress.say(`  ${line}`),
  });
  const server = await progress.step('PostgreSQL', postgres, ({ port }) => `127.0.0.1:${port}`);
  await running.add({ name: 'PostgreSQL', stop: server.stop, kill: server.kill });
  return server;
}

async function startBroker({ folder, progress, running }: SystemOptions, ports: Ports): Promise<string> {
  const binary = await findNatsServer({
    onProgress: (line) => {
      if (!line.startsWith('No nats-server by')) progress.say(`  ${line}`);
    },
  });
  const nats = startNats({ binary: binary.path, port: ports.nats, storeDir: folder.nats, syncInterval: 'always' });
  const server = await progress.step('NATS', nats, ({ port }) => `127.0.0.1:${port}, ${binary.version}`);
  await running.add({ name: 'NATS', stop: server.stop, kill: server.kill });
  return server.url;
}

async function startSimulator({ folder, progress, running }: SystemOptions, shape: Shape): Promise<Supervised> {
  const simulator = new Supervised({
    name: 'simulator',
    program: programOf('simulator', 'main'),
    environment: simulatorEnvironment(shape, folder),
    logFile: folder.log('simulator'),
    readyUrl: `${simulatorUrl(shape)}/_control/health`,
    report: (line) => progress.say(line),
  });
  await running.add(simulator);
  simulator.start();
  return simulator;
}

async function startServices({ folder, progress, running }: SystemOptions, shape: Shape) {
  const opsPorts = new Set<number>();
  while (opsPorts.size < serviceProcesses.length) opsPorts.add(await freePort());
  const opsUrls: Record<string, string> = {};
  const services = new Map<ServiceProcess, Supervised>();
  for (const [index, opsPort] of [...opsPorts].entries()) {
    const process = serviceProcesses[index];
    if (!process) continue;
    const { name, service } = process;
    opsUrls[name] = `http://127.0.0.1:${opsPort}`;
    const supervised = new Supervised({
      name,
      program: programOf(service, 'main'),
      environment: serviceEnvironment(process, shape, opsPort),
      logFile: folder.log(name),
      readyUrl: `${opsUrls[name]}/ready`,
      report: (line) => progress.say(line),
    });
    services.set(process, supervised);
  }
  const all = [...services.values()];
  await running.add(...all);
  for (const service of all) service.start();
  await Promise.all(all.map((service) => progress.step(service.name, service.untilReady(), () => 'ready')));
  return { services, opsUrls };
}

async function demoOf(shape: Shape, apiKey: string): Promise<DemoFile> {
  return {
    inboxUrl: gatewayUrl(shape),
    apiUrl: `${gatewayUrl(shape)}/api/v1`,
    apiKey,
    webhookUrl: webhookUrl(shape),
    webhookSecret: shape.secrets.tiktokClientSecret,
    clientKey: CLIENT_KEY,
    accountId: await firstBusinessAccount(simulatorUrl(shape)),
    simulatorUrl: simulatorUrl(shape),
    phoneUrl: `${simulatorUrl(shape)}/phone`,
    login: { email: DEMO_EMAIL, password: shape.secrets.demoPassword },
  };
}
