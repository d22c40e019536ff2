import { Failure } from './command.ts';
import { asRole, type ServiceName } from './services.ts';
import { type DemoFile, readDemoFile } from './up/demo-file.ts';
import type { DataFolder } from './up/folder.ts';
import { holderOf } from './up/lock.ts';
import { readRunningFile, type RunningFile } from './up/running-file.ts';
import { passwordOf, readSecrets, type Secrets } from './up/secrets.ts';

interface Embedded {
  readonly running: RunningFile;
  readonly secrets: Secrets;
  readonly demo: DemoFile;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The installation that a command works on: what the environment names, otherwise what `duet up` runs. */
export class Target {
  readonly #environment: Environment;
  readonly #embedded: Embedded | undefined;

  private constructor(environment: Environment, embedded: Embedded | undefined) {
    this.#environment = environment;
    this.#embedded = embedded;
  }

  static async find(environment: Environment, folder: DataFolder): Promise<Target> {
    if ((await holderOf(folder)) === undefined) return new Target(environment, undefined);
    const [running, secrets, demo] = await Promise.all([
      readRunningFile(folder),
      readSecrets(folder),
      readDemoFile(folder),
    ]);
    return new Target(environment, running && secrets && demo ? { running, secrets, demo } : undefined);
  }

  get natsUrl(): string {
    return this.#find('NATS_URL', ({ running }) => running.natsUrl);
  }

  /** Of a role that may create roles and schemas. */
  get superuserUrl(): string {
    return this.#find('DATABASE_ADMIN_URL', ({ running, secrets }) =>
      asRole(running.postgresUrl, 'postgres', secrets.postgresPassword),
    );
  }

  workerPassword(service: ServiceName): string {
    return this.#find(`${service.toUpperCase()}_DATABASE_PASSWORD`, ({ secrets }) => passwordOf(secrets, service));
  }

  workerUrl(service: ServiceName): string {
    return asRole(this.superuserUrl, `${service}_worker`, this.workerPassword(service));
  }

  get webhookUrl(): string {
    return this.#find('WEBHOOK_URL', ({ demo }) => demo.webhookUrl);
  }

  /** Where browsers reach Duet, without a closing slash. */
  get publicUrl(): string {
    return this.#find('PUBLIC_URL', ({ demo }) => demo.inboxUrl).replace(/\/$/, '');
  }

  /** Of the REST API, with its version. */
  get apiUrl(): string {
    return `${this.publicUrl}/api/v1`;
  }

  get apiKey(): string {
    return this.#find('DUET_API_KEY', ({ demo }) => demo.apiKey);
  }

  #find(variable: string, embedded: (embedded: Embedded) => string): string {
    const named = this.#environment[variable];
    if (named) return named;
    if (this.#embedded) return embedded(this.#embedded);
    throw new Failure(`Nothing runs here. Start it with \`duet up\`, or set ${variable} to what you mean.`);
  }
}
