/** Visible lines, one for each step that is done, with what it took. */
export class Progress {
  readonly #startedAt = performance.now();
  readonly #out: NodeJS.WritableStream;

  constructor(out: NodeJS.WritableStream = process.stdout) {
    this.#out = out;
  }

  say(line: string): void {
    this.#out.write(`${line}\n`);
  }

  /** Runs one step and says how it went; its result is what stands beside it. */
  async step<Result>(name: string, work: Promise<Result>, detail: (result: Result) => string): Promise<Result> {
    const startedAt = performance.now();
    const result = await work;
    this.say(`  ${name.padEnd(14)}${seconds(performance.now() - startedAt).padStart(7)}   ${detail(result)}`);
    return result;
  }

  get elapsed(): string {
    return seconds(performance.now() - this.#startedAt);
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
