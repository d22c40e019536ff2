import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { isRejectionCode, newId, type Problem, Rejection, type RejectionCode } from '@duet/contracts';
import { isOutage } from '@duet/database';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';

/** Every refusal leaves as problem+json (RFC 9457) with a code and a sentence. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    sendProblem(host.switchToHttp().getResponse<FastifyReply>(), error, this.#logger);
  }
}

/** Answers with what went wrong; only what nobody expected is logged with its stack. */
export function sendProblem(reply: FastifyReply, error: unknown, logger: Logger): void {
  const rejection = rejectionOf(error);
  const requestId = newId();
  if (rejection.status >= 500) {
    if (error instanceof Rejection) logger.warn({ code: error.code, requestId }, 'a request was refused');
    else logger.error({ err: error, requestId }, 'a request failed');
  }
  void reply.code(rejection.status).type('application/problem+json').send(problemOf(rejection, requestId));
}

export function problemOf(rejection: Rejection, requestId: string): Problem {
  return {
    type: `urn:duet:problem:${rejection.code}`,
    title: rejection.code.replaceAll('_', ' '),
    status: rejection.status,
    code: rejection.code,
    detail: rejection.message,
    requestId,
    ...(Object.keys(rejection.details).length > 0 ? { details: { ...rejection.details } } : {}),
  };
}

const byStatus: Readonly<Record<number, RejectionCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  413: 'too_large',
  415: 'unsupported_media_type',
  429: 'too_many_attempts',
};

function rejectionOf(error: unknown): Rejection {
  if (error instanceof Rejection) return error;
  const status = statusOf(error);
  if (status !== undefined && status < 500) {
    const code = byStatus[status] ?? 'bad_request';
    return new Rejection(
      isRejectionCode(code) ? code : 'bad_request',
      {},
      error instanceof Error ? error.message : undefined,
    );
  }
  return new Rejection(isOutage(error) ? 'no_answer' : 'internal');
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return undefined;
}
