import type { ModelServer, Told } from './model-server.ts';

/** How the line breaks: the browser tries again by itself, or is turned away and gives up. */
export type Break = 'dropped' | 'refused';

const RETRY_MS = 1_000;

/** The way between a page and its server. When it breaks, what is on it never arrives. */
export class BrokenLine {
  readonly server: ModelServer;
  readonly latency: () => number;
  readonly #sources = new Set<BrokenSource>();
  isUp = true;

  constructor(server: ModelServer, latency: () => number) {
    this.server = server;
    this.latency = latency;
    server.onTold = (told) => this.#sources.forEach((source) => source.hear(told));
  }

  break(how: Break): void {
    this.isUp = false;
    for (const source of this.#sources) source.fail(how);
  }

  mend(): void {
    this.isUp = true;
  }

  /** The answer is what was true when the question had arrived. @throws TypeError as `fetch` does */
  async ask<T>(answer: () => T): Promise<T> {
    await this.#travel();
    const found = answer();
    await this.#travel();
    return found;
  }

  async #travel(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, this.latency()));
    if (!this.isUp) throw new TypeError('Failed to fetch');
  }

  /** What a page on this line finds under the name `EventSource`. */
  sourceClass(): new () => BrokenSource {
    const [line, sources] = [this, this.#sources];
    return class extends BrokenSource {
      constructor() {
        super(line);
        sources.add(this);
      }
    };
  }
}

type Listener = (event: { readonly data: string }) => void;

/** The browser's EventSource: it resumes after the last event it was given, or begins with what the server holds now. */
class BrokenSource {
  static readonly CLOSED = 2;
  readyState = 0;
  onmessage: Listener = () => undefined;
  onerror: () => void = () => undefined;
  readonly #line: BrokenLine;
  readonly #listeners = new Map<string, Listener>();
  #position: number | null = null;
  /** The server tells it what happens. */
  #isHeard = false;
  #onItsWay: NodeJS.Timeout[] = [];
  #arrivesAt = 0;

  constructor(line: BrokenLine) {
    this.#line = line;
    this.#later(() => this.#connect());
  }

  addEventListener(name: string, listener: Listener): void {
    this.#listeners.set(name, listener);
  }

  close(): void {
    this.#forget();
    this.readyState = BrokenSource.CLOSED;
  }

  fail(how: Break): void {
    if (this.readyState === BrokenSource.CLOSED) return;
    this.#forget();
    this.readyState = how === 'refused' ? BrokenSource.CLOSED : 0;
    if (how === 'dropped') this.#onItsWay.push(setTimeout(() => this.#connect(), RETRY_MS));
    this.onerror();
  }

  hear(told: Told): void {
    if (this.#isHeard) this.#later(() => this.#take(told));
  }

  #connect(): void {
    const { server, isUp } = this.#line;
    if (!isUp) return this.fail('dropped');
    this.readyState = 1;
    this.#isHeard = true;
    const { head } = server;
    const missed = this.#position === null ? [] : server.after(this.#position);
    this.#later(() => {
      this.#position ??= head;
      this.#listeners.get('hello')?.({ data: '{}' });
    });
    for (const told of missed ?? []) this.#later(() => this.#take(told));
    if (missed) return;
    this.#later(() => {
      this.#position = head;
      this.#listeners.get('reset')?.({ data: '{}' });
    });
  }

  #take({ position, line }: Told): void {
    this.#position = position;
    this.onmessage({ data: line });
  }

  /** What is sent arrives in order, after some time. */
  #later(arrive: () => void): void {
    this.#arrivesAt = Math.max(this.#arrivesAt, Date.now() + this.#line.latency());
    this.#onItsWay.push(setTimeout(arrive, this.#arrivesAt - Date.now()));
  }

  #forget(): void {
    for (const timer of this.#onItsWay.splice(0)) clearTimeout(timer);
    this.#isHeard = false;
  }
}
