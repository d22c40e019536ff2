import { CODE_TABLE } from './code-table.ts';
import type { Performed, Retry } from './errors.ts';

export type RefusalReason =
  | 'partial'
  | 'bad-request'
  | 'no-permission'
  | 'unknown-path'
  | 'not-found'
  | 'too-many-ids'
  | 'duplicate'
  | 'messaging-rules'
  | 'app-credentials'
  | 'app-blocked'
  | 'not-allow-listed'
  | 'scope-missing'
  | 'write-conflict'
  | 'file-too-large'
  | 'file-type'
  | 'file-invalid'
  | 'file-out-of-spec'
  | 'country-blocked'
  | 'system'
  | 'maintenance'
  | 'unknown';

export type CodeOutcome =
  | { kind: 'rate-limited'; retry: { afterMs: number } }
  | { kind: 'token-rejected'; refreshMayHelp: boolean }
  | { kind: 'refused'; reason: RefusalReason; retry: Retry; performed: Performed };

/** Who can do something about it; `nobody`: it passes, and what can be repeated is repeated by itself. */
export type WhoActs = 'nobody' | 'agent' | 'admin' | 'operator';

export interface CodeMeaning {
  outcome: CodeOutcome;
  acts: WhoActs;
  /** What happened, in a sentence that a support agent understands. */
  explanation: string;
  /** What to do now, in another. */
  nextStep: string;
}

/** Every return code of the Business API that these endpoints are known to give. */
export const TIKTOK_CODES: ReadonlyMap<number, CodeMeaning> = new Map(CODE_TABLE);

/** An unlisted 4xxxx is a refusal like its neighbours; of any other code nobody can say what was done. */
export function outcomeOf(code: number): CodeMeaning {
  const known = TIKTOK_CODES.get(code);
  if (known) return known;
  const isRefusal = code >= 40000 && code < 50000;
  return {
    outcome: {
      kind: 'refused',
      reason: 'unknown',
      retry: isRefusal ? 'never' : 'backoff',
      performed: isRefusal ? 'no' : 'maybe',
    },
    acts: 'operator',
    explanation: `TikTok answered with a code that is not in its documentation (${code}).`,
    nextStep: 'Look on TikTok whether it was done, and tell the people who run Duet about the code.',
  };
}

/** What happened and what to do now, for the person who looks at it. */
export function adviceOn(code: number): string {
  const { explanation, nextStep } = outcomeOf(code);
  return `${explanation} ${nextStep}`;
}
