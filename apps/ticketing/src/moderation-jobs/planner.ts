import { Injectable } from '@nestjs/common';
import { capability, type JobAction, type JobOrder, MAX_JOB_COMMENTS, Rejection } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Clock } from '@duet/messaging';
import { channelInput } from '../capabilities/situation.ts';
import { ChannelStore } from '../channels/channel.store.ts';
import { CandidateStore } from './candidate.store.ts';
import { type Refusal, refusal } from './job.ts';
import { planOf, type Planned } from './plan.ts';

/** Looks what an order would do. */
@Injectable()
export class Planner {
  readonly #candidates: CandidateStore;
  readonly #channels: ChannelStore;
  readonly #clock: Clock;

  constructor(candidates: CandidateStore, channels: ChannelStore, clock: Clock) {
    this.#candidates = candidates;
    this.#channels = channels;
    this.#clock = clock;
  }

  /** @throws Rejection `job_too_large` */
  async plan(tx: Tx, order: JobOrder): Promise<Planned[]> {
    const { candidates, missing } = await this.#candidates.find(tx, order);
    if (candidates.length > MAX_JOB_COMMENTS) throw new Rejection('job_too_large', { max: MAX_JOB_COMMENTS });
    const channelIds = candidates.map(({ channelId }) => channelId);
    return planOf(order.action, candidates, missing, await this.closed(tx, channelIds, order.action));
  }

  /** On which of these channels the action cannot be done now, and why not. */
  async closed(tx: Tx, channelIds: readonly string[], action: JobAction): Promise<Map<string, Refusal>> {
    const known = await this.#channels.states(tx, channelIds);
    const now = this.#clock.now();
    return new Map(
      [...new Set(channelIds)].flatMap((id): [string, Refusal][] => {
        const channel = known.get(id);
        if (!channel) return [[id, refusal('channel_disconnected')]];
        const { reason } = capability(action, channelInput(channel, now));
        return reason ? [[id, { code: reason.code, reason: reason.text }]] : [];
      }),
    );
  }
}
