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

export interface CodeMeaning {
  outcome: CodeOutcome;
  /** One sentence for the person who has to deal with it. */
  explanation: string;
}

/** TikTok says a per-second limit reopens in the next second; minute and day limits are the caller's to recognise. */
const RATE_LIMIT_PAUSE_MS = 1_000;
const MAINTENANCE_PAUSE_MS = 300_000;

/**
 * Every return code of the Business API that these endpoints are known to give.
 * Source: Business API v1.3, return codes, portal doc 1737172488964097; 40006, 40130 and 40131 as seen live.
 */
export const TIKTOK_CODES: ReadonlyMap<number, CodeMeaning> = new Map([
  [20001, refused('partial', 'TikTok did only part of this; check what is there before trying again.', 'maybe')],
  [40000, refused('bad-request', 'TikTok did not accept the content of this request.')],
  [40001, refused('no-permission', 'The TikTok account or this app is not permitted to do this.')],
  [40002, refused('bad-request', 'TikTok did not accept the content of this request.')],
  [40006, refused('unknown-path', 'TikTok does not know this operation; the software needs an update.')],
  [40007, refused('not-found', 'TikTok no longer has this item; it was probably deleted.')],
  [40011, refused('too-many-ids', 'Too many items were asked for at once.')],
  [40016, rateLimited()],
  [40050, refused('duplicate', 'TikTok took this for a repetition; it may already be there.', 'maybe')],
  [
    40064,
    refused(
      'messaging-rules',
      "TikTok's message rules blocked this: the reply window, the message limit or the person's own settings.",
    ),
  ],
  [40100, rateLimited()],
  [40101, refused('app-credentials', "The app's id and secret, or the authorization, do not belong together.")],
  [40102, tokenRejected('The access to this TikTok account has expired and is being renewed.', true)],
  [40103, tokenRejected('The access to this TikTok account has ended; connect the account again.', false)],
  [40104, tokenRejected('The request reached TikTok without access to the account.', false)],
  [40105, tokenRejected('TikTok does not accept the access to this account; it is being renewed.', true)],
  [40107, tokenRejected('The access to this TikTok account cannot be renewed; connect the account again.', false)],
  [40108, refused('bad-request', 'TikTok did not accept the kind of authorization request.')],
  [40110, tokenRejected('The authorization was used already, has expired or was cancelled; start it again.', false)],
  [40113, refused('app-blocked', 'TikTok has blocked this app or does not know its id.')],
  [40118, refused('not-allow-listed', 'TikTok has not enabled this feature for the app, the account or its region.')],
  [
    40130,
    refused('scope-missing', 'The account was connected without a permission that this needs; connect it again.'),
  ],
  [40131, tokenRejected('The authorization is no longer valid; connect the account again.', false)],
  [40133, rateLimited()],
  [40202, refused('write-conflict', 'Another change was being made at the same moment.', 'no', 'backoff')],
  [40907, refused('file-too-large', 'The file is larger than TikTok allows.')],
  [40908, refused('file-type', 'TikTok does not accept this type of file.')],
  [40914, refused('file-invalid', 'TikTok could not read this file.')],
  [40915, refused('file-out-of-spec', "The file's dimensions are outside what TikTok allows.")],
  [41000, refused('country-blocked', 'TikTok does not serve the country this request came from.')],
  [
    50000,
    refused('system', 'TikTok had an internal error; whether this was done is being checked.', 'maybe', 'backoff'),
  ],
  [
    50002,
    refused('system', 'TikTok had an internal error; whether this was done is being checked.', 'maybe', 'backoff'),
  ],
  [
    51065,
    refused('system', 'TikTok had an internal error; whether this was done is being checked.', 'maybe', 'backoff'),
  ],
  [60001, refused('maintenance', 'TikTok is under maintenance.', 'no', { afterMs: MAINTENANCE_PAUSE_MS })],
]);

/** An unlisted 4xxxx is a refusal like its neighbours; of any other code nobody can say what was done. */
export function outcomeOf(code: number): CodeMeaning {
  const known = TIKTOK_CODES.get(code);
  if (known) return known;
  const explanation = `TikTok refused this with a code that is not in its documentation (${code}).`;
  return code >= 40000 && code < 50000
    ? refused('unknown', explanation)
    : refused('unknown', explanation, 'maybe', 'backoff');
}

function refused(
  reason: RefusalReason,
  explanation: string,
  performed: Performed = 'no',
  retry: Retry = 'never',
): CodeMeaning {
  return { outcome: { kind: 'refused', reason, retry, performed }, explanation };
}

function rateLimited(): CodeMeaning {
  return {
    outcome: { kind: 'rate-limited', retry: { afterMs: RATE_LIMIT_PAUSE_MS } },
    explanation: 'TikTok asks to slow down; this will be tried again.',
  };
}

function tokenRejected(explanation: string, refreshMayHelp: boolean): CodeMeaning {
  return { outcome: { kind: 'token-rejected', refreshMayHelp }, explanation };
}
