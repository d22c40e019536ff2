import type { PlatformClock } from '../platform/clock.ts';
import type { Database } from '../storage/database.ts';

export type EffectKind =
  | 'message.send'
  | 'message.typing'
  | 'message.mark_read'
  | 'media.upload'
  | 'comment.create'
  | 'comment.reply'
  | 'comment.hide'
  | 'comment.unhide'
  | 'comment.like'
  | 'comment.unlike'
  | 'comment.delete'
  | 'comment.image_upload'
  | 'token.exchange'
  | 'token.refresh'
  | 'token.revoke'
  | 'webhook.update'
  | 'webhook.delete';

export interface Effect {
  kind: EffectKind;
  account?: string;
  tokenFingerprint?: string;
  target: Record<string, string>;
  text?: string;
  result: Record<string, string | number | boolean>;
}

export interface LedgerEntry extends Effect {
  seq: number;
  /** Platform milliseconds. */
  at: number;
  realAt: number;
}

interface LedgerRow {
  seq: number;
  at: number;
  realAt: number;
  kind: EffectKind;
  account: string | null;
  tokenFingerprint: string | null;
  target: string;
  text: string | null;
  result: string;
}

export interface LedgerFilter {
  sinceSeq?: number;
  kind?: string;
  account?: string;
  limit?: number;
}

/** Every effect the platform accepted, written in the effect's own transaction, hence before the answer. */
export class Ledger {
  private readonly clock: PlatformClock;
  private readonly insert;
  private readonly select;

  constructor(database: Database, clock: PlatformClock) {
    this.clock = clock;
    this.insert = database.inserter<Omit<LedgerRow, 'seq'>>('ledger', [
      'at',
      'realAt',
      'kind',
      'account',
      'tokenFingerprint',
      'target',
      'text',
      'result',
    ]);
    this.select = database.prepare<LedgerRow>(
      'select * from ledger where seq > ?1 and (?2 is null or kind = ?2) and (?3 is null or account = ?3) order by seq limit ?4',
    );
  }

  record(effect: Effect): void {
    this.insert({
      at: this.clock.now(),
      realAt: this.clock.realNow(),
      kind: effect.kind,
      account: effect.account ?? null,
      tokenFingerprint: effect.tokenFingerprint ?? null,
      target: JSON.stringify(effect.target),
      text: effect.text ?? null,
      result: JSON.stringify(effect.result),
    });
  }

  read(filter: LedgerFilter): LedgerEntry[] {
    const { sinceSeq = 0, kind = null, account = null, limit = 10_000 } = filter;
    return this.select.all(sinceSeq, kind, account, limit).map((row) => ({
      seq: row.seq,
      at: row.at,
      realAt: row.realAt,
      kind: row.kind,
      ...(row.account !== null && { account: row.account }),
      ...(row.tokenFingerprint !== null && { tokenFingerprint: row.tokenFingerprint }),
      target: JSON.parse(row.target),
      ...(row.text !== null && { text: row.text }),
      result: JSON.parse(row.result),
    }));
  }
}
