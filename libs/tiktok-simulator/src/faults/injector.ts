import { seededRandom, within } from '../platform/random.ts';
import type { Fault, FaultDefinition, FaultKind } from './entities.ts';
import { FaultStore } from './store.ts';
import type { Database } from '../storage/database.ts';

export type Interruption =
  | { kind: 'refuse'; code: number; message: string }
  | { kind: 'http_error'; status: number; html: boolean }
  | { kind: 'disconnect'; afterMs: number }
  | { kind: 'truncate' };

export interface RequestFault {
  latencyMs: number;
  interruption?: Interruption;
  /** Whether the interrupted call takes effect. */
  performed: boolean;
}

export interface WebhookFault {
  drop: boolean;
  delayMs: number;
  copies: number;
}

export type EchoFault = { kind: 'off' } | { kind: 'late'; ms: number } | { kind: 'before_response' };

interface Occasion {
  account?: string | undefined;
  endpoint?: string;
  event?: string;
}

const rateLimitMessage = 'Too many requests. Please retry in some time.';

/** Decides for each occasion which of the scripted faults strike. Counts are stored, so a restart does not refill them. */
export class FaultInjector {
  private readonly store: FaultStore;
  private active: Fault[];
  private readonly randoms = new Map<number, () => number>();

  constructor(database: Database) {
    this.store = new FaultStore(database);
    this.active = this.store.list();
  }

  list(): Fault[] {
    return this.active;
  }

  add(definition: FaultDefinition): Fault {
    const fault = this.store.add(definition);
    this.active.push(fault);
    return fault;
  }

  remove(id: number): void {
    this.store.remove(id);
    this.active = this.active.filter((fault) => fault.id !== id);
  }

  clear(): void {
    this.store.clear();
    this.active = [];
  }

  forRequest(endpoint: string, account: string | undefined): RequestFault {
    const occasion = { endpoint, account };
    const latencyMs = this.strike('latency', occasion)?.ms ?? 0;
    const hang = this.strike('hang', occasion);
    if (hang) return { latencyMs, ...disconnect(hang.ms ?? 30_000), performed: hang.performed ?? false };
    const refusal = this.strike('refuse', occasion);
    if (refusal) {
      const { code = 40100, message = rateLimitMessage, performed = false } = refusal;
      return { latencyMs, interruption: { kind: 'refuse', code, message }, performed };
    }
    const failure = this.strike('http_error', occasion);
    if (failure) {
      const { status = 502, html = false, performed = false } = failure;
      return { latencyMs, interruption: { kind: 'http_error', status, html }, performed };
    }
    const lost = this.strike('lost_response', occasion);
    if (lost) return { latencyMs, ...disconnect(lost.ms ?? 0), performed: true };
    const truncated = this.strike('truncated_response', occasion);
    if (truncated) return { latencyMs, interruption: { kind: 'truncate' }, performed: true };
    return { latencyMs, performed: true };
  }

  forWebhook(account: string, event: string): WebhookFault {
    const occasion = { account, event };
    const reorder = this.strike('reorder_webhooks', occasion);
    const spread = reorder ? within({ min: 0, max: reorder.ms ?? 2000 }, this.randomOf(reorder)) : 0;
    const duplicate = this.strike('duplicate_webhook', occasion);
    return {
      drop: this.strike('drop_webhook', occasion) !== undefined,
      delayMs: spread + (this.strike('delay_webhook', occasion)?.ms ?? 0),
      copies: duplicate ? (duplicate.copies ?? 1) : 0,
    };
  }

  badSignature(account: string, event: string): boolean {
    return this.strike('bad_signature', { account, event }) !== undefined;
  }

  forEcho(account: string): EchoFault | undefined {
    if (this.strike('echo_off', { account })) return { kind: 'off' };
    const late = this.strike('echo_late', { account });
    if (late) return { kind: 'late', ms: late.ms ?? 10_000 };
    return this.strike('echo_before_response', { account }) && { kind: 'before_response' };
  }

  private strike(kind: FaultKind, occasion: Occasion): Fault | undefined {
    const fault = this.active.find((candidate) => candidate.kind === kind && concerns(candidate, occasion));
    if (!fault || this.randomOf(fault)() >= (fault.probability ?? 1)) return undefined;
    if (fault.remaining !== null) {
      fault.remaining -= 1;
      this.store.saveRemaining(fault);
      if (fault.remaining <= 0) this.remove(fault.id);
    }
    return fault;
  }

  private randomOf(fault: Fault): () => number {
    const random = this.randoms.get(fault.id) ?? seededRandom(fault.seed ?? fault.id);
    this.randoms.set(fault.id, random);
    return random;
  }
}

function disconnect(afterMs: number): { interruption: Interruption } {
  return { interruption: { kind: 'disconnect', afterMs } };
}

function concerns(fault: Fault, { account, endpoint, event }: Occasion): boolean {
  return (
    (fault.account === undefined || fault.account === account) &&
    (fault.endpoint === undefined || fault.endpoint === endpoint) &&
    (fault.event === undefined || fault.event === event)
  );
}
