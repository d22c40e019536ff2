import type { CodeMeaning, RefusalReason, WhoActs } from './codes.ts';
import type { Performed, Retry } from './errors.ts';

/** TikTok says a per-second limit reopens in the next second; minute and day limits are the rate budget's to recognise. */
const RATE_LIMIT_PAUSE_MS = 1_000;
const MAINTENANCE_PAUSE_MS = 300_000;

const TELL_OPERATORS = 'Tell the people who run Duet; trying again does not help.';
const RECONNECT = 'Ask an admin to reconnect the channel in Integrations.';
const IS_CHECKED = 'Wait: whether it was done is being checked, and the result will stand here.';

/**
 * What each return code means for us.
 * Source: Business API v1.3, return codes, portal doc 1737172488964097; 40006, 40130 and 40131 as seen live.
 */
export const CODE_TABLE: readonly (readonly [code: number, meaning: CodeMeaning])[] = [
  [
    20001,
    refused(
      'partial',
      'agent',
      'TikTok did only a part of this.',
      'Look on TikTok what is there before you try again.',
      {
        performed: 'maybe',
      },
    ),
  ],
  [40000, refused('bad-request', 'agent', 'TikTok did not accept the content of this.', 'Change it and try again.')],
  [
    40001,
    refused(
      'no-permission',
      'admin',
      'TikTok does not permit this to the account or to this app.',
      'Ask an admin whether all permissions were granted; if they were, do it in the TikTok app.',
    ),
  ],
  [40002, refused('bad-request', 'agent', 'TikTok did not accept the content of this.', 'Change it and try again.')],
  [40006, refused('unknown-path', 'operator', 'TikTok does not know this operation.', TELL_OPERATORS)],
  [
    40007,
    refused(
      'not-found',
      'agent',
      'TikTok no longer has this; it was probably deleted there.',
      'Go on without it, or write something new.',
    ),
  ],
  [40011, refused('too-many-ids', 'operator', 'Too much was asked for at once.', TELL_OPERATORS)],
  [40016, rateLimited()],
  [
    40050,
    refused(
      'duplicate',
      'agent',
      'TikTok took this for a repetition, so it may be there already.',
      'Look on TikTok, and send it again only if it is not there.',
      { performed: 'maybe' },
    ),
  ],
  [
    40064,
    refused(
      'messaging-rules',
      'agent',
      "TikTok's message rules blocked this: the reply window, the number of messages, their pace, or what the customer allows.",
      'Wait until the customer writes again, or answer in another way.',
    ),
  ],
  [40100, rateLimited()],
  [
    40101,
    refused(
      'app-credentials',
      'operator',
      "The app's id and secret do not belong together, or the authorization is not the app's.",
      'Ask the people who run Duet to check the id and the secret, then connect again.',
    ),
  ],
  [
    40102,
    tokenRejected(
      'nobody',
      'The access to this TikTok account has expired.',
      'Wait: it is being renewed, and what was to be done goes on by itself.',
    ),
  ],
  [40103, tokenRejected('admin', 'The access to this TikTok account has ended.', RECONNECT)],
  [40104, tokenRejected('operator', 'This reached TikTok without access to the account.', TELL_OPERATORS)],
  [
    40105,
    tokenRejected(
      'nobody',
      'TikTok does not accept the access to this account.',
      'Wait: it is being renewed; if that fails, the channel asks to be reconnected.',
    ),
  ],
  [40107, tokenRejected('admin', 'The access to this TikTok account cannot be renewed.', RECONNECT)],
  [40108, refused('bad-request', 'operator', 'TikTok did not accept this kind of authorization.', TELL_OPERATORS)],
  [
    40110,
    tokenRejected(
      'admin',
      'The authorization was used already, has expired or was cancelled.',
      'Start connecting again from Integrations.',
    ),
  ],
  [
    40113,
    refused(
      'app-blocked',
      'operator',
      'TikTok has blocked this app or does not know its id.',
      "Ask the people who run Duet to look at the app in TikTok's developer portal.",
    ),
  ],
  [
    40118,
    refused(
      'not-allow-listed',
      'admin',
      'TikTok has not enabled this for the app, the account or its region.',
      'Ask an admin whether the account may use it; nothing can be done here.',
    ),
  ],
  [
    40130,
    refused(
      'scope-missing',
      'admin',
      'The account was connected without a permission that this needs.',
      'Ask an admin to reconnect the channel with all permissions granted.',
    ),
  ],
  [40131, tokenRejected('admin', 'The authorization is no longer valid.', RECONNECT)],
  [40133, rateLimited()],
  [
    40202,
    refused(
      'write-conflict',
      'nobody',
      'Another change was being made at the same moment.',
      'Wait: it is tried again by itself.',
      { retry: 'backoff' },
    ),
  ],
  [
    40907,
    refused(
      'file-too-large',
      'agent',
      'The file is larger than TikTok allows.',
      'Choose a smaller one and send it again.',
    ),
  ],
  [
    40908,
    refused(
      'file-type',
      'agent',
      'TikTok does not accept this type of file.',
      'Choose a PNG or JPG image and send it again.',
    ),
  ],
  [
    40914,
    refused('file-invalid', 'agent', 'TikTok could not read this file.', 'Choose another one and send it again.'),
  ],
  [
    40915,
    refused(
      'file-out-of-spec',
      'agent',
      "The picture's width or height is outside what TikTok allows.",
      'Choose another one and send it again.',
    ),
  ],
  [
    41000,
    refused(
      'country-blocked',
      'operator',
      'TikTok does not serve the country from which Duet called it.',
      'Ask the people who run Duet to call TikTok from another country.',
    ),
  ],
  [50000, brokenDown()],
  [50002, brokenDown()],
  [51065, brokenDown()],
  [
    60001,
    refused('maintenance', 'nobody', 'TikTok is under maintenance.', 'Wait: it is tried again by itself.', {
      retry: { afterMs: MAINTENANCE_PAUSE_MS },
    }),
  ],
];

function refused(
  reason: RefusalReason,
  acts: WhoActs,
  explanation: string,
  nextStep: string,
  { retry = 'never', performed = 'no' }: { retry?: Retry; performed?: Performed } = {},
): CodeMeaning {
  return { outcome: { kind: 'refused', reason, retry, performed }, acts, explanation, nextStep };
}

function brokenDown(): CodeMeaning {
  const explanation = 'TikTok had an error of its own.';
  return refused('system', 'nobody', explanation, IS_CHECKED, { retry: 'backoff', performed: 'maybe' });
}

function rateLimited(): CodeMeaning {
  return {
    outcome: { kind: 'rate-limited', retry: { afterMs: RATE_LIMIT_PAUSE_MS } },
    acts: 'nobody',
    explanation: 'TikTok asks to slow down.',
    nextStep: 'Wait: it is tried again by itself.',
  };
}

/** Only where it may help is a refresh nobody's task. */
function tokenRejected(acts: WhoActs, explanation: string, nextStep: string): CodeMeaning {
  return { outcome: { kind: 'token-rejected', refreshMayHelp: acts === 'nobody' }, acts, explanation, nextStep };
}
