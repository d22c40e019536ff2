import { Injectable } from '@nestjs/common';
import { MessageObserved, MessageSent } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock, publish, type Publish } from '@duet/messaging';
import type { Lane } from '../lanes/lane.ts';
import { aboutOutbound } from '../outbound/outbound.ts';
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
      if (await this.#outbound.findByExternalId(tx, lane, echo.externalId)) {
        await this.#echoes.settle(tx, echo, 'ours');
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
      await this.#outbound.markSent(tx, outbound, { ...echo, provenBy: 'echo' });
      const data = {
        ...aboutOutbound(outbound),
        externalId: echo.externalId,
        sentAt: echo.sentAt.toISOString(),
        provenBy: 'echo' as const,
      };
      told.push(
        publish(MessageSent, {
          workspaceId: lane.workspaceId,
          cause: outbound.cause,
          occurredAt: this.#clock.now(),
          data,
        }),
      );
    }
    return told;
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
