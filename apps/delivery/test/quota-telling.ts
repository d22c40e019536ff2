import {
  type DataOf,
  MessageEchoed,
  MessageReceived,
  newId,
  SendMessage,
  type WindowPolicyName,
} from '@duet/contracts';
import type { Outbound, OutboundState } from '../src/outbound/outbound.ts';
import type { QuotaStage } from './quota-stage.ts';
import type { Step } from './quota-story.ts';

/** A message as TikTok has it. It takes whatever reaches it: that it never must refuse is what is shown. */
interface Kept {
  readonly externalId: string;
  readonly by: 'customer' | 'api' | 'app';
  readonly atMs: number;
  readonly intent: string | null;
  isHeard: boolean;
}

interface Row {
  readonly id: string;
  readonly attempt: number;
  readonly state: OutboundState;
}

const next: Readonly<Record<OutboundState, readonly OutboundState[]>> = {
  queued: ['sending', 'failed'],
  sending: ['queued', 'unconfirmed', 'failed', 'sent'],
  unconfirmed: ['failed', 'sent'],
  failed: ['sent'],
  sent: [],
};

const QUOTA = 10;

/** One conversation: TikTok on the one side, delivery's own classes on the other, and what must hold after each step. */
export class QuotaTelling {
  readonly #stage: QuotaStage;
  readonly #lane = { workspaceId: newId(), channelId: newId(), threadId: newId() };
  readonly #accountId = newId();
  readonly #kept: Kept[] = [];
  readonly #calls: { readonly outbound: Outbound; kept: Kept | null }[] = [];
  #rows = new Map<string, Row>();
  #nowMs = Date.now();

  readonly #policy: WindowPolicyName;

  constructor(stage: QuotaStage, policy: WindowPolicyName) {
    this.#stage = stage;
    this.#policy = policy;
  }

  begin(): Promise<void> {
    return this.#stage.count(this.#lane.workspaceId, this.#policy);
  }

  async tell(step: Step): Promise<void> {
    await this.#perform(step);
    await this.#check();
  }

  /** Everything that was open comes to its end: then what TikTok has is what is shown as sent. */
  async end(): Promise<void> {
    while (this.#calls.length > 0) await this.tell({ do: 'answer', which: 0, how: 'lost' });
    while (this.#kept.some(({ isHeard }) => !isHeard)) await this.tell({ do: 'hear', which: 0 });
    while (this.#inState('unconfirmed').length > 0) await this.tell({ do: 'look up', which: 0 });
    const sent = this.#inState('sent').map(({ id }) => id);
    expect(sent.toSorted()).toEqual(this.#kept.flatMap(({ intent }) => intent ?? []).toSorted());
  }

  async #perform(step: Step): Promise<void> {
    switch (step.do) {
      case 'customer writes':
        return this.#keep('customer', step.isHeard);
      case 'app writes':
        return this.#keep('app', step.isHeard);
      case 'reply':
        return this.#reply(newId(), 1, step.bringsInbound, step.isRepeated ? 2 : 1);
      case 'send again': {
        const row = pick(this.#inState('failed'), step.which);
        return row && this.#reply(row.id, row.attempt + 1, true, 1);
      }
      case 'claim':
        return this.#claim();
      case 'reach TikTok': {
        const call = pick(
          this.#calls.filter(({ kept }) => kept === null),
          step.which,
        );
        if (call) call.kept = this.#message('api', call.outbound.id);
        return undefined;
      }
      case 'answer':
        return this.#answer(step);
      case 'die': {
        const [call] = this.#calls.splice(step.which % Math.max(1, this.#calls.length), 1);
        return call && this.#stage.expire(call.outbound);
      }
      case 'hear': {
        const kept = pick(this.#kept, step.which, ({ isHeard }) => !isHeard);
        return kept && this.#hear(kept);
      }
      case 'look up': {
        const row = pick(this.#inState('unconfirmed'), step.which);
        return (
          row &&
          this.#stage.lookUp(
            this.#lane,
            row.id,
            this.#kept.find(({ intent }) => intent === row.id),
          )
        );
      }
    }
  }

  async #keep(by: 'customer' | 'app', isHeard: boolean): Promise<void> {
    const kept = this.#message(by, null);
    if (isHeard) await this.#hear(kept);
  }

  /** No two things at TikTok happen in one millisecond. */
  #message(by: Kept['by'], intent: string | null): Kept {
    while (Date.now() <= this.#nowMs);
    this.#nowMs = Date.now();
    const kept = { externalId: newId(), by, atMs: this.#nowMs, intent, isHeard: false };
    this.#kept.push(kept);
    return kept;
  }

  async #reply(messageId: string, attempt: number, bringsInbound: boolean, times: number): Promise<void> {
    const inbound = this.#kept.findLast(({ by }) => by === 'customer');
    const { channelId, threadId } = this.#lane;
    const data: DataOf<typeof SendMessage> = {
      messageId,
      attempt,
      ticketId: newId(),
      channelId,
      channelType: 'tiktok_messenger',
      accountId: this.#accountId,
      threadId,
      videoId: null,
      precededBy: null,
      requiresPrevious: false,
      content: { type: 'text', text: messageId },
      referencedMessageId: null,
      lastInbound:
        bringsInbound && inbound ? { messageId: inbound.externalId, at: new Date(inbound.atMs).toISOString() } : null,
      actor: { kind: 'person', id: newId(), name: 'Ana', role: 'agent', workspaceId: this.#lane.workspaceId },
      epoch: 0,
    };
    for (let time = 0; time < times; time += 1) await this.#stage.command(this.#lane.workspaceId, data);
  }

  /** Whatever is claimed may reach TikTok: there must be room for it among all that TikTok and delivery know of. */
  async #claim(): Promise<void> {
    while (Date.now() <= this.#nowMs);
    const outbound = await this.#stage.claim(this.#lane);
    if (!outbound) return;
    const used = this.#sinceInbound().filter(({ by, isHeard }) => by === 'api' || isHeard).length;
    expect(used).toBeLessThan(this.#quota());
    this.#calls.push({ outbound, kept: null });
  }

  async #answer({ which, how }: Extract<Step, { do: 'answer' }>): Promise<void> {
    const [call] = this.#calls.splice(which % Math.max(1, this.#calls.length), 1);
    if (!call) return;
    const { outbound, kept } = call;
    if (how === 'lost') return this.#stage.record(outbound, { kind: 'unknown' });
    if (kept) {
      const sentAt = new Date(Math.max(Date.now(), kept.atMs));
      return this.#stage.record(outbound, { kind: 'sent', externalId: kept.externalId, sentAt });
    }
    if (how === 'clear') return this.#stage.record(outbound, { kind: 'refused', code: 'tiktok_40002', reason: 'No.' });
    return this.#stage.record(outbound, { kind: 'wait', waitingFor: 'rate', afterMs: 0 });
  }

  async #hear(kept: Kept): Promise<void> {
    kept.isHeard = true;
    const { workspaceId, channelId, threadId: conversationId } = this.#lane;
    const sentAt = new Date(kept.atMs).toISOString();
    const place = { accountId: this.#accountId, channelId, origin: 'live' as const, conversationId, sentAt };
    const about = {
      ...place,
      messageId: kept.externalId,
      content: { type: 'text', text: kept.intent ?? 'hi' } as const,
    };
    if (kept.by === 'customer') {
      const data = { ...about, sender: { id: 'customer', username: null }, referencedMessageId: null };
      return this.#stage.hear(MessageReceived, workspaceId, data);
    }
    const data = { ...about, recipient: { id: 'customer', username: null }, source: kept.by };
    return this.#stage.hear(MessageEchoed, workspaceId, data);
  }

  /** What TikTok takes since the customer wrote last: without a number once an answer came, where it counts by tiers. */
  #quota(): number {
    const first = this.#kept.findIndex(({ by }) => by !== 'customer');
    const isAnswered = first >= 0 && this.#kept.slice(first).some(({ by }) => by === 'customer');
    return this.#policy === 'tiered' && isAnswered ? Infinity : QUOTA;
  }

  /** What TikTok has of the business since the customer wrote last. */
  #sinceInbound(): Kept[] {
    const last = this.#kept.findLastIndex(({ by }) => by === 'customer');
    return this.#kept.slice(last + 1);
  }

  #inState(state: OutboundState): Row[] {
    return [...this.#rows.values()].filter((row) => row.state === state);
  }

  async #check(): Promise<void> {
    const intents = this.#kept.flatMap(({ intent }) => intent ?? []);
    expect(new Set(intents).size).toBe(intents.length);
    const sent = this.#sinceInbound().filter(({ by }) => by === 'api').length;
    expect(sent).toBeLessThanOrEqual(this.#kept.some(({ by }) => by === 'customer') ? this.#quota() : 0);
    const rows = new Map((await this.#stage.rows(this.#lane)).map((row) => [row.id, row]));
    for (const [id, before] of this.#rows) {
      const after = rows.get(id);
      if (!after) throw new Error(`${id} is gone`);
      const isNewAttempt = after.attempt > before.attempt && before.state === 'failed';
      const isAllowed = after.state === before.state || isNewAttempt || next[before.state].includes(after.state);
      expect([id, before.state, after.state, isAllowed]).toEqual([id, before.state, after.state, true]);
    }
    this.#rows = rows;
  }
}

function pick<T>(all: readonly T[], which: number, fits: (one: T) => boolean = () => true): T | undefined {
  const fitting = all.filter(fits);
  return fitting[which % Math.max(1, fitting.length)];
}
