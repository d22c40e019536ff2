import { Injectable } from '@nestjs/common';
import { MessageObserved, MessageSent } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, publish, type Publish } from '@duet/messaging';
import type { Lane } from '../lanes/lane.ts';
import { aboutSent, type Outbound } from '../outbound/outbound.ts';
import { OutboundStore } from '../outbound/outbound.store.ts';
import { type Echo, EchoStore } from './echo.store.ts';
import { matchEcho } from './match.ts';

/** Decides about a lane's waiting echoes, each time something in the lane changed. The lane is locked. */
@Injectable()
export class SettleLane {
  readonly #echoes: EchoStore;
  readonly #outbound: OutboundStore;
  readonly #clock: Clock;

  constructor(echoes: EchoStore, outbound: OutboundStore, clock: Clock) {
    this.#echoes = echoes;
    this.#outbound = outbound;
    this.#clock = clock;
  }

  async settle(tx: Tx, lane: Lane): Promise<Publish[]> {
    const told: Publish[] = [];
    for (const echo of await this.#echoes.waiting(tx, lane)) {
      const known = await this.#outbound.findByExternalId(tx, lane, echo.externalId);
      if (known) {
        await this.#echoes.settle(tx, echo, 'ours');
        if (lane.channelType === 'tiktok_messenger') told.push(...(await this.#timed(tx, known, echo)));
        continue;
      }
      const verdict = matchEcho(echo, await this.#outbound.unbound(tx, lane));
      if (verdict.kind === 'undecided') continue;
      await this.#echoes.settle(tx, echo, verdict.kind === 'proves' ? 'ours' : 'observed');
      if (verdict.kind === 'foreign') {
        told.push(this.observed(echo));
        continue;
      }
      const { outbound } = verdict;
      told.push(await this.#sent(tx, outbound, echo));
    }
    return told;
  }

  /** The answer to a send carries no time: TikTok's own, by which it counts and marks as read, comes with the echo. */
  async #timed(tx: Tx, outbound: Outbound, echo: Echo): Promise<Publish[]> {
    const isTimed = outbound.state !== 'sent' || outbound.sentAt?.getTime() === echo.sentAt.getTime();
    return isTimed ? [] : [await this.#sent(tx, outbound, echo)];
  }

  async #sent(tx: Tx, outbound: Outbound, { externalId, sentAt }: Echo): Promise<Publish> {
    await this.#outbound.markSent(tx, outbound, { externalId, sentAt, provenBy: 'echo' });
    return publish(MessageSent, {
      workspaceId: outbound.workspaceId,
      cause: outbound.cause,
      occurredAt: this.#clock.now(),
      data: { ...aboutSent(outbound), externalId, sentAt: sentAt.toISOString(), provenBy: 'echo' },
    });
  }

  observed(echo: Echo): Publish {
    const { channelId, threadId, externalId, content, source, recipient, comment } = echo;
    return publish(MessageObserved, {
      workspaceId: echo.workspaceId,
      cause: echo.cause,
      occurredAt: this.#clock.now(),
      data: { channelId, threadId, externalId, content, sentAt: echo.sentAt.toISOString(), source, recipient, comment },
    });
  }
}
