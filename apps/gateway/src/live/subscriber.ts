import type { ServerResponse } from 'node:http';
import type { Caller } from '../http/route.ts';
import type { LiveEvent } from './live-event.ts';
import type { Ring } from './ring.ts';
import { frames } from './sse.ts';

/**
 * One open event stream. It takes from the ring as fast as its socket takes from it, so nothing piles up in memory:
 * a client that is too slow falls behind the ring, or takes nothing at all for a while, and is cut off.
 */
export class Subscriber {
  static stalledAfterMs = 30_000;

  readonly caller: Caller;
  readonly #out: ServerResponse;
  readonly #onTooSlow: () => void;
  #epoch = '';
  #position = 0;
  #following: Ring | undefined;
  #stalled: NodeJS.Timeout | undefined;
  #proceed: () => void = () => undefined;

  constructor(caller: Caller, out: ServerResponse, onTooSlow: () => void) {
    this.caller = caller;
    this.#out = out;
    this.#onTooSlow = onTooSlow;
    out.on('drain', () => this.#hasRoom());
    out.on('close', () => this.#hasRoom());
  }

  get isOpen(): boolean {
    return !this.#out.writableEnded && !this.#out.destroyed;
  }

  get epoch(): string {
    return this.#epoch;
  }

  /** The last place in the stream up to which this client has everything. */
  get position(): number {
    return this.#position;
  }

  /** To a client that has seen something before: what it missed comes next. */
  hello(serverTime: Date): void {
    this.#write(frames.hello(serverTime));
  }

  /** To a client that has seen nothing yet: it begins here. */
  helloAt(serverTime: Date, ring: Ring): Ring {
    this.resumeAt(ring.epoch, ring.head);
    this.#write(frames.hello(serverTime, { epoch: ring.epoch, position: ring.head }));
    return ring;
  }

  resumeAt(epoch: string, position: number): void {
    this.#epoch = epoch;
    this.#position = position;
  }

  reset(ring: Ring): Ring {
    this.resumeAt(ring.epoch, ring.head);
    this.#write(frames.reset({ epoch: ring.epoch, position: ring.head }));
    return ring;
  }

  /** Sends events that are not in the ring, as fast as the client takes them. Then it has everything up to `upTo`. */
  async replay(events: readonly LiveEvent[], upTo: number): Promise<void> {
    for (const event of events) {
      this.#send(event);
      if (this.#isFull) await new Promise<void>((resolve) => (this.#proceed = resolve));
      if (!this.isOpen) return;
    }
    this.#position = upTo;
  }

  /** It has everything that it needs from before this ring, and follows from now on. */
  goLive(ring: Ring, follow: () => void): void {
    this.#following = ring;
    this.#proceed = follow;
    follow();
  }

  /** Sends what the ring has beyond this client's place; another ring than before cannot be continued. */
  follow(ring: Ring): void {
    if (!this.#following || !this.isOpen) return;
    if (this.#following !== ring) {
      this.#following = ring;
      this.reset(ring);
    }
    if (this.#position < ring.tail - 1) return this.#cutOff();
    while (!this.#isFull && this.#position < ring.head) {
      const event = ring.at(this.#position + 1);
      if (event?.workspaceId === this.caller.workspace.id) this.#send(event);
      else this.#position += 1;
    }
  }

  heartbeat(): void {
    if (this.#following && !this.#isFull)
      this.#write(frames.heartbeat({ epoch: this.#epoch, position: this.#position }));
  }

  end(): void {
    this.#out.end();
  }

  get #isFull(): boolean {
    return this.#stalled !== undefined;
  }

  #send({ position, json }: LiveEvent): void {
    this.#position = position;
    this.#write(frames.event({ epoch: this.#epoch, position }, json));
  }

  #write(frame: string): void {
    if (!this.isOpen || this.#out.write(frame)) return;
    this.#stalled ??= setTimeout(() => this.#cutOff(), Subscriber.stalledAfterMs);
  }

  #hasRoom(): void {
    clearTimeout(this.#stalled);
    this.#stalled = undefined;
    this.#proceed();
  }

  #cutOff(): void {
    this.#onTooSlow();
    this.#out.destroy();
  }
}
