import type { RefusalReason } from './codes.ts';
import { adviceOn, outcomeOf } from './codes.ts';

/** Of the codes that say so, the one for the whole app. */
const TOO_FREQUENT = 40100;

/** Whether, and when, the same call may be made again. */
export type Retry = 'never' | 'backoff' | { afterMs: number };

/** Whether TikTok may have acted on the request. 'maybe' forbids a blind resend. */
export type Performed = 'no' | 'maybe';

/** What TikTok's envelope said when its code was not 0. */
export interface TikTokAnswer {
  code: number;
  message: string;
  requestId: string | null;
}

/** Base of everything this library throws about TikTok. No field ever holds a token, a secret or an auth code. */
export abstract class TikTokError extends Error {
  abstract readonly retry: Retry;
  abstract readonly performed: Performed;
  /** What happened and what to do now, in sentences that a support agent understands. */
  abstract readonly advice: string;

  /** @param call method and path, without the query: `POST /business/message/send/` */
  constructor(
    readonly call: string,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(`${call}: ${detail}`, options);
    this.name = new.target.name;
  }
}

/** No answer arrived: the connection failed ('no'), or was lost or timed out later ('maybe'). */
export class TikTokUnreachable extends TikTokError {
  readonly retry = 'backoff';
  readonly advice = 'TikTok did not answer. Wait: it is tried again or checked by itself.';

  constructor(
    call: string,
    readonly performed: Performed,
    cause: Error,
  ) {
    super(call, `no answer (${cause.message})`, { cause });
  }
}

/** An answer without TikTok's envelope: an HTTP error status, a redirect, or an HTML page. */
export class TikTokHttpError extends TikTokError {
  readonly retry: Retry;
  readonly performed: Performed;
  readonly advice: string;

  constructor(
    call: string,
    readonly status: number,
  ) {
    super(call, `HTTP ${status} without a usable answer`);
    const refusedByGateway = status >= 400 && status < 500 && status !== 408;
    this.retry = refusedByGateway ? 'never' : 'backoff';
    this.performed = refusedByGateway ? 'no' : 'maybe';
    this.advice = refusedByGateway
      ? 'TikTok did not take this request. Try once more; if it fails again, tell the people who run Duet.'
      : 'TikTok had an error of its own. Wait: it is tried again or checked by itself.';
  }
}

/** Code ≠ 0. `tiktokMessage` is TikTok's own verdict. */
export class TikTokRefused extends TikTokError {
  readonly code: number;
  readonly tiktokMessage: string;
  readonly requestId: string | null;
  readonly advice: string;

  constructor(
    call: string,
    answer: TikTokAnswer,
    readonly reason: RefusalReason,
    readonly retry: Retry,
    readonly performed: Performed,
  ) {
    super(call, describe(answer));
    this.code = answer.code;
    this.tiktokMessage = answer.message;
    this.requestId = answer.requestId;
    this.advice = adviceOn(answer.code);
  }
}

/** Too many calls; nothing was done. `code` is null when only HTTP 429 said so. */
export class TikTokRateLimited extends TikTokError {
  readonly performed = 'no';
  readonly advice = adviceOn(TOO_FREQUENT);
  readonly code: number | null;
  readonly requestId: string | null;

  constructor(
    call: string,
    answer: TikTokAnswer | null,
    readonly retry: { afterMs: number },
    detail = answer ? describe(answer) : 'HTTP 429',
    options?: ErrorOptions,
  ) {
    super(call, detail, options);
    this.code = answer?.code ?? null;
    this.requestId = answer?.requestId ?? null;
  }
}

/** The token, code or consent was not accepted; nothing was done. */
export class TikTokTokenRejected extends TikTokError {
  readonly retry = 'never';
  readonly performed = 'no';
  readonly advice: string;
  readonly code: number;
  readonly requestId: string | null;

  /** @param refreshMayHelp false: only a new consent by the account's owner (or a fix on our side) helps */
  constructor(
    call: string,
    answer: TikTokAnswer,
    readonly refreshMayHelp: boolean,
  ) {
    super(call, describe(answer));
    this.advice = adviceOn(answer.code);
    this.code = answer.code;
    this.requestId = answer.requestId;
  }
}

/** Success by its code, but the body is not what the reference promises: the effect may be there, its id unknown. */
export class TikTokUnexpectedShape extends TikTokError {
  readonly retry = 'never';
  readonly performed = 'maybe';
  readonly advice =
    'TikTok gave an answer that is not in its documentation. Look on TikTok whether it was done, and tell the people who run Duet.';

  constructor(call: string, cause: Error) {
    super(call, `answered in an unexpected shape (${cause.message})`, { cause });
  }
}

/** A media URL that leads neither to TikTok nor to where the client was told to talk to. Nothing was fetched. */
export class TikTokForeignAddress extends TikTokError {
  readonly retry = 'never';
  readonly performed = 'no';
  readonly advice =
    "The address of this file is none of TikTok's, so it was not fetched. Look at the message on TikTok.";

  constructor(call: string) {
    super(call, "the address is none of TikTok's");
  }
}

/** The typed error for an envelope whose code is not 0. */
export function errorFor(call: string, answer: TikTokAnswer): TikTokError {
  const { outcome } = outcomeOf(answer.code);
  switch (outcome.kind) {
    case 'rate-limited':
      return new TikTokRateLimited(call, answer, outcome.retry);
    case 'token-rejected':
      return new TikTokTokenRejected(call, answer, outcome.refreshMayHelp);
    case 'refused':
      return new TikTokRefused(call, answer, outcome.reason, outcome.retry, outcome.performed);
  }
}

function describe({ code, message, requestId }: TikTokAnswer): string {
  return `${code} ${message} (request ${requestId ?? 'without id'})`;
}
