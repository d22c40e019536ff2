import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { removePostgresData } from '@duet/embedded';
import { installation } from '../installation.ts';

/** Everything that an embedded Duet keeps. */
export class DataFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = resolve(path);
  }

  /** `.duet` of the installation, or where DUET_DATA says. */
  static default(environment: NodeJS.ProcessEnv = process.env): DataFolder {
    return new DataFolder(environment['DUET_DATA'] ?? join(installation, '.duet'));
  }

  readonly file = (name: 'secrets.json' | 'ports.json' | 'running.json' | 'demo.json' | 'lock.json'): string =>
    join(this.path, name);

  get postgres(): string {
    return join(this.path, 'postgres');
  }

  get nats(): string {
    return join(this.path, 'nats');
  }

  /** Pictures and videos of messages. */
  get media(): string {
    return join(this.path, 'media');
  }

  get simulatorDatabase(): string {
    return join(this.path, 'simulator.db');
  }

  log(name: string): string {
    return join(this.path, 'logs', `${name}.log`);
  }

  async make(): Promise<void> {
    await mkdir(join(this.path, 'logs'), { recursive: true });
  }

  /** Deletes everything in it, PostgreSQL's data wherever they really lie. */
  async empty(): Promise<void> {
    await removePostgresData(this.postgres);
    await rm(this.path, { recursive: true, force: true });
  }
}
