import { connect } from 'node:net';
import { until } from '@duet/testing';

export interface Frame {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: string;
}

/** A client of the event stream: what came so far, and whether it still listens. */
export class Listener {
  readonly frames: Frame[] = [];
  readonly #abort = new AbortController();
  #isOpen = true;
  #response: Response | undefined;

  static async open(url: string, headers: Readonly<Record<string, string>>): Promise<Listener> {
    const listener = new Listener();
    listener.#response = await fetch(`${url}/api/v1/events`, { headers, signal: listener.#abort.signal });
    void listener.#read(listener.#response);
    return listener;
  }

  get response(): Response {
    if (!this.#response) throw new Error('not opened');
    return this.#response;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The data of the unnamed events, parsed. */
  get events(): { id: string; type: string; sequence: number; workspaceId: string; data: unknown }[] {
    return this.frames.filter(({ event }) => event === 'message').map(({ data }) => JSON.parse(data));
  }

  /** The last id, as a browser would send it when it comes back. */
  get lastId(): string {
    return this.frames.findLast(({ id }) => id !== undefined)?.id ?? '';
  }

  async heard(count: number): Promise<void> {
    await until(`${count} events heard`, () => Promise.resolve(this.events.length >= count));
  }

  async heardNamed(event: string): Promise<Frame> {
    await until(`"${event}" heard`, () => Promise.resolve(this.frames.some((frame) => frame.event === event)));
    return this.frames.findLast((frame) => frame.event === event)!;
  }

  async ended(withinMs?: number): Promise<void> {
    await until('the stream ended', () => Promise.resolve(!this.#isOpen), withinMs);
  }

  close(): void {
    this.#abort.abort();
  }

  async #read(response: Response): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    try {
      for await (const chunk of response.body ?? []) {
        const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
        rest = blocks.pop() ?? '';
        this.frames.push(...blocks.map(frameOf));
      }
    } catch {
      // Closed by this test, or cut off by the gateway.
    }
    this.#isOpen = false;
  }
}

function frameOf(block: string): Frame {
  const field = (name: string): string | undefined =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2);
  const data = field('data');
  return { id: field('id'), event: field('event') ?? (data === undefined ? 'none' : 'message'), data: data ?? '' };
}

/** A client that says what it wants and then takes nothing. */
export async function listenWithoutReading(url: string, bearer: string): Promise<{ cutOff(): Promise<void> }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let isCutOff = false;
  socket.on('close', () => (isCutOff = true)).on('error', () => undefined);
  socket.write(`GET /api/v1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${bearer}\r\n\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));
  socket.pause();
  return {
    /** Reads on, to see whether the other side has ended it. */
    cutOff() {
      socket.resume();
      return until('the client is cut off', () => Promise.resolve(isCutOff));
    },
  };
}
