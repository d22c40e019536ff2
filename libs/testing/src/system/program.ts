import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { until } from '../until.ts';

export interface ProgramOptions {
  readonly name: string;
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Answers 200 once the program can do its work. */
  readonly readyUrl: string;
}

/** What V8 made of our programs, which start by the hundred. */
const compiled = resolve(import.meta.dirname, '../../../../node_modules/.cache/duet-compiled');

/** On a machine that does much else besides. */
const READY_WITHIN_MS = 120_000;

/** Programs end with the tests that started them, also when those are ended before they could stop them. */
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** One of our programs as a process of its own: it can be killed on the spot and started again. */
export class Program {
  readonly options: ProgramOptions;
  #child: ChildProcess | undefined;

  constructor(options: ProgramOptions) {
    this.options = options;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** @param more environment for this start only, for example an armed failpoint */
  async start(more: Readonly<Record<string, string>> = {}): Promise<void> {
    const { script, environment, logFile, readyUrl, name } = this.options;
    const log = await open(logFile, 'a');
    const child = spawn(process.execPath, ['--enable-source-maps', script], {
      env: { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: compiled, ...environment, ...more },
      stdio: ['ignore', log.fd, log.fd],
    });
    await log.close();
    this.#child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
    await until(`${name} is ready`, () => this.#answers(readyUrl), READY_WITHIN_MS);
  }

  /** Stands still until `resume`, with whatever it has in its hands. */
  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  /** SIGKILL, and gone when this returns. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** Resolves when the process has ended by itself. */
  async ended(): Promise<void> {
    if (this.#child && this.isRunning) await once(this.#child, 'exit');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (!this.#child || !this.isRunning) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill(signal);
    await gone;
  }

  #answers(url: string): Promise<boolean> {
    if (!this.isRunning) throw new Error(`${this.options.name} ended while starting; see ${this.options.logFile}`);
    return fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}
