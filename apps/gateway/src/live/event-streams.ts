import type { ServerResponse } from 'node:http';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Rejection } from '@duet/contracts';
import { Clock, type Log } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { Authentication } from '../access/authentication.ts';
import type { Caller } from '../http/route.ts';
import { countEnded, countReset, showStreams } from '../metrics.ts';
import type { Ring } from './ring.ts';
import { readPosition } from './sse.ts';
import { Subscriber } from './subscriber.ts';
import { TicketFeed } from './ticket-feed.ts';

const HEARTBEAT_MS = 15_000;
const ACCESS_CHECK_MS = 2_000;

/** A client that missed more is quicker with a fresh start. */
const MOST_REPLAYED = 5_000;

/** All open event streams of this process. */
@Injectable()
export class EventStreams implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #subscribers = new Set<Subscriber>();
  readonly #timers: NodeJS.Timeout[] = [];
  #isStopping = false;
  /** Called when one more stream is open. */
  onOpen: () => void = () => undefined;

  constructor(
    private readonly feed: TicketFeed,
    private readonly authentication: Authentication,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Log,
  ) {
    feed.onMore = (ring) => this.#subscribers.forEach((subscriber) => subscriber.follow(ring));
  }

  onApplicationBootstrap(): void {
    this.#timers.push(
      setInterval(() => this.#subscribers.forEach((subscriber) => subscriber.heartbeat()), HEARTBEAT_MS),
      setInterval(() => void this.#checkAccess(), ACCESS_CHECK_MS),
    );
  }

  onModuleDestroy(): void {
    this.#isStopping = true;
    for (const timer of this.#timers) clearInterval(timer);
    for (const subscriber of this.#subscribers) subscriber.end();
  }

  /** @throws Rejection `no_answer` while the stream was not found yet, or when the process ends */
  assertReady(): void {
    if (this.#isStopping) throw new Rejection('no_answer');
    this.#ring();
  }

  /** Who has a stream open here; API keys are nobody. */
  people(): { workspaceId: string; personId: string }[] {
    return [...this.#subscribers].flatMap(({ caller: { actor, workspace } }) =>
      actor.kind === 'person' ? [{ workspaceId: workspace.id, personId: actor.id }] : [],
    );
  }

  /** Says hello, brings the client up to date, and keeps it there until either side ends the stream. */
  async open(caller: Caller, lastEventId: string | undefined, out: ServerResponse): Promise<void> {
    const subscriber = new Subscriber(caller, out, () => countEnded('too slow'));
    this.#subscribers.add(subscriber);
    this.onOpen();
    showStreams(this.#subscribers.size);
    out.once('close', () => {
      this.#subscribers.delete(subscriber);
      showStreams(this.#subscribers.size);
    });
    const ring = await this.#bringUpToDate(subscriber, lastEventId);
    subscriber.goLive(ring, () => subscriber.follow(this.#ring()));
  }

  /** @returns the ring in which the client's place now is */
  async #bringUpToDate(subscriber: Subscriber, lastEventId: string | undefined): Promise<Ring> {
    const from = readPosition(lastEventId);
    if (from === undefined) return subscriber.helloAt(this.clock.now(), this.#ring());
    subscriber.hello(this.clock.now());
    if (from !== null) subscriber.resumeAt(from.epoch, from.position);
    const continued = await this.#replay(subscriber).catch((error: unknown) => {
      this.log.warn({ err: error }, 'missed events cannot be read');
      return null;
    });
    if (continued) return continued;
    countReset();
    return subscriber.reset(this.#ring());
  }

  /** @returns null when the client's place is none of this stream, or too far back */
  async #replay(subscriber: Subscriber): Promise<Ring | null> {
    for (;;) {
      const ring = this.#ring();
      const { caller, epoch, position } = subscriber;
      if (ring.epoch !== epoch) return null;
      // A sibling process may have been ahead of this one, but not of the stream.
      if (position > ring.head) return position <= (await this.feed.stream.state()).last ? ring : null;
      if (position >= ring.tail - 1 || !subscriber.isOpen) return ring;
      // Kept as it is now: the ring goes on while the stream is read.
      const { tail } = ring;
      const missed = await this.feed.stream.read(caller.workspace.id, position, tail, MOST_REPLAYED);
      if (!missed) return null;
      await subscriber.replay(missed, tail - 1);
    }
  }

  /** Sign-out, a revoked key or a person who left end their streams; a database that is away ends nothing. */
  async #checkAccess(): Promise<void> {
    const subscribers = [...this.#subscribers];
    if (subscribers.length === 0) return;
    const welcome = await this.authentication.stillWelcome(subscribers.map(({ caller }) => caller)).catch(() => null);
    if (!welcome) return;
    for (const subscriber of subscribers) {
      if (welcome.has(subscriber.caller.sessionId)) continue;
      countEnded('access ended');
      subscriber.end();
    }
  }

  #ring(): Ring {
    const { ring } = this.feed;
    if (!ring) throw new Rejection('no_answer');
    return ring;
  }
}
