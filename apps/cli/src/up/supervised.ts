import { setTimeout as delay } from 'node:timers/promises';
import { type ServerProcess, startServer } from '@duet/embedded';
import { Failure } from '../command.ts';

export interface SupervisedOptions {
  readonly name: string;
  /** A program for this Node. */
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Answers 200 when it can do its work. */
  readonly readyUrl: string;
  report(line: string): void;
}

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 15_000;
/** After so long a run an end is a new trouble, not the old one again. */
const STEADY_AFTER_MS = 30_000;
const READY_WITHIN_MS = 60_000;
const HOPELESS_AFTER = 3;

/** A process of ours that is started again, each time a little later, until it is told to stop. */
export class Supervised {
  readonly name: string;
  readonly #options: SupervisedOptions;
  readonly #stopping = new AbortController();
  #process: ServerProcess | undefined;
  #ended = 0;
  #supervision: Promise<void> | undefined;

  constructor(options: SupervisedOptions) {
    this.name = options.name;
    this.#options = options;
  }

  start(): void {
    this.#supervision ??= this.#supervise();
  }

  /** @throws Failure with the end of its log when it ends again and again or takes too long */
  async untilReady(): Promise<void> {
    const deadline = performance.now() + READY_WITHIN_MS;
    while (!(await this.#isReady())) {
      if (this.#stopping.signal.aborted) throw new Failure(`${this.name} was stopped while starting.`);
      if (this.#ended >= HOPELESS_AFTER) throw this.#failure(`ended ${this.#ended} times while starting`);
      if (performance.now() > deadline) throw this.#failure(`was not ready after ${READY_WITHIN_MS / 1000} s`);
      await delay(50);
    }
    this.#ended = 0;
  }

  /** Ends it and starts it again without waiting, as after a new build. */
  async restart(): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    await process?.stop();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#process?.stop();
    await this.#supervision;
  }

  async kill(): Promise<void> {
    this.#stopping.abort();
    await this.#process?.kill();
  }

  async #supervise(): Promise<void> {
    let backoffMs = FIRST_BACKOFF_MS;
    while (!this.#stopping.signal.aborted) {
      const startedAt = performance.now();
      const process = await this.#launch();
      this.#process = process;
      // Told to stop while the process was being made.
      if (this.#stopping.signal.aborted) return process.stop();
      const how = await process.ended;
      const isWanted = this.#process !== process;
      if (this.#stopping.signal.aborted || isWanted) continue;
      this.#ended++;
      if (performance.now() - startedAt > STEADY_AFTER_MS) backoffMs = FIRST_BACKOFF_MS;
      this.#options.report(`${this.name} ended (${how}) and is started again in ${backoffMs / 1000} s. It wrote:`);
      this.#options.report(indented(process.logTail()));
      await delay(backoffMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      backoffMs = Math.min(backoffMs * 2, LONGEST_BACKOFF_MS);
    }
  }

  #launch(): Promise<ServerProcess> {
    const { program, environment, logFile } = this.#options;
    return startServer({
      command: process.execPath,
      args: ['--enable-source-maps', program],
      logFile,
      stopSignal: 'SIGTERM',
      env: { ...process.env, ...environment },
    });
  }

  async #isReady(): Promise<boolean> {
    const answer = await fetch(this.#options.readyUrl, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    await answer?.arrayBuffer();
    return answer?.status === 200;
  }

  #failure(what: string): Failure {
    const wrote = indented(this.#process?.logTail() ?? '');
    return new Failure(`${this.name} ${what}. It wrote (${this.#options.logFile}):\n${wrote}`);
  }
}

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
