import type { Origin } from '@duet/contracts';
import type { Outcome } from '../normalizing/facts.ts';
import type { Gap, Progress, Sweep, Task } from './sweep.ts';

/** A message or comment that TikTok lists. */
export interface Listed {
  readonly externalId: string;
  readonly atMs: number;
  fact(origin: Origin): Outcome;
}

/** What one read brought. */
export interface Findings {
  /** Written after `sinceMs`; whether they are here already is not known yet. */
  readonly listed: readonly Listed[];
  /** Reads that became necessary, to be made before those that are left. */
  readonly next: readonly Task[];
  readonly gaps: readonly Gap[];
  /** A gap unless this message is here: then nothing before it was missed. */
  readonly gapUnlessKnown?: { readonly externalId: string; readonly gap: Gap } | undefined;
  readonly replyCounts?: ReadonlyMap<string, number> | undefined;
}

/** What a read is made for. */
export interface Reading {
  readonly sweep: Sweep;
  readonly progress: Progress;
}

export const nothing: Findings = { listed: [], next: [], gaps: [] };

/** A channel's sweep makes one read at a time. */
export const workOf = ({ route }: Sweep): string => `sweep ${route.channelId}`;
