import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client } from 'pg';

/** A program of `limits/` as a process of its own, with a database of its own on the system's server. */
export class LimitProgram {
  readonly databaseUrl: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, databaseUrl: string) {
    this.#child = child;
    this.databaseUrl = databaseUrl;
  }

  /** @param superuserUrl of the server on which its database is made */
  static async start(
    name: string,
    superuserUrl: string,
    environment: Readonly<Record<string, string>>,
  ): Promise<LimitProgram> {
    const databaseUrl = await makeDatabase(superuserUrl, name.replaceAll('-', '_'));
    const script = join(import.meta.dirname, '..', 'limits', `${name}.ts`);
    const child = spawn(process.execPath, [script], {
      env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: databaseUrl, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit').then(() => Promise.reject(new Error(`${name} ended while starting`)));
    await Promise.race([once(child.stdout, 'data'), ended]);
    return new LimitProgram(child, databaseUrl);
  }

  /** Takes nothing from the machine until `resume`. */
  pause(): void {
    this.#child.kill('SIGSTOP');
  }

  resume(): void {
    this.#child.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.resume();
    this.#child.kill('SIGTERM');
    await gone;
  }
}

async function makeDatabase(superuserUrl: string, name: string): Promise<string> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(superuserUrl);
  url.pathname = `/${name}`;
  return url.href;
}
