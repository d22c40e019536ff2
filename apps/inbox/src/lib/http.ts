import { Problem } from '@duet/contracts';
import { refusalWords } from './refusal-words.ts';
import { strings } from './strings.ts';

/** The server refused. `code` is one of contracts' rejections; the message is the sentence to show. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.status = problem.status;
    this.code = problem.code;
    this.details = problem.details ?? {};
  }
}

/** No answer, or one that is not ours: whether the request took effect is unknown. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';

  constructor(cause?: unknown) {
    super('no answer, or one that is not ours', { cause });
  }
}

/** Whether asking the same again, with the same Idempotency-Key, may succeed. */
export const mayRetry = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof Refused && error.status >= 500);

/** What went wrong, in the reader's language. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Refused) return refusalWords(error.code, error.message);
  return error instanceof Unreachable ? strings.unreachable : strings.broken;
}

/**
 * One same-origin request below `/api/v1`.
 *
 * @param body sent as JSON, a form as a form
 * @param intent the Idempotency-Key: one per user intent, the same on a retry
 * @throws Refused | Unreachable
 */
export async function request(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  options: { body?: unknown; intent?: string; signal?: AbortSignal } = {},
): Promise<unknown> {
  const { body, intent, signal } = options;
  const response = await fetch(`/api/v1${path}`, {
    method,
    headers: {
      accept: 'application/json',
      ...(method === 'GET' || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
      ...(intent ? { 'idempotency-key': intent } : {}),
    },
    ...(method === 'GET' ? {} : { body: body instanceof FormData ? body : JSON.stringify(body ?? {}) }),
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new Unreachable(cause);
  });
  if (response.status === 204) return null;
  const answer: unknown = await response.json().catch((cause: unknown) => {
    throw new Unreachable(cause);
  });
  if (response.ok) return answer;
  throw refusalOf(answer);
}

/** What an answer that is not `ok` says. */
export async function refusalIn(response: Response): Promise<Refused | Unreachable> {
  return refusalOf(await response.json().catch(() => null));
}

function refusalOf(answer: unknown): Refused | Unreachable {
  const problem = Problem.safeParse(answer);
  return problem.success ? new Refused(problem.data) : new Unreachable();
}
