import type { Actor, RejectionCode, Role, WorkspaceSettings } from '@duet/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { parseRequest } from './request.ts';

/** Who calls, as its credentials tell. */
export interface Caller {
  readonly actor: Actor;
  readonly workspace: {
    readonly id: string;
    readonly name: string;
    readonly plan: 'free' | 'paid';
    readonly settings: WorkspaceSettings;
  };
  /** Of the session, or of the API key that stands for one. */
  readonly sessionId: string;
  /** Null for API keys. */
  readonly email: string | null;
}

/** What a handler may need beside the request's fields. */
export interface Http {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Only on routes that say `idempotent`. */
  readonly idempotencyKey: string | undefined;
}

interface Description {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/v1`, with `{name}` for path parameters. */
  readonly path: string;
  readonly summary: string;
  /** Path parameters and query (GET) or body fields (POST, PUT), as one. */
  readonly request: z.ZodType;
  /** Fields of the request that the caller has no say in. */
  readonly provided?: readonly string[];
  readonly status: 200 | 201 | 202 | 204;
  /** Null: no JSON body. */
  readonly answer: z.ZodType | null;
  /** The answer's media type where it is not JSON. */
  readonly streams?: 'text/event-stream';
  /** The answer's media types where it is a file. */
  readonly sends?: readonly string[];
  /** The body's media type where it is not JSON. */
  readonly takes?: 'multipart/form-data';
  /** Takes an Idempotency-Key: a repetition with the same key gets the first answer. */
  readonly idempotent?: boolean;
  /** Refusals beyond those that every route may give. */
  readonly refusals?: readonly RejectionCode[];
}

export type Fields = Readonly<Record<string, unknown>>;

/** One route: described for the document, and handled. `fields` are as they came; the handler parses them. */
export type Route = Description &
  (
    | { readonly access: 'public'; handle(fields: Fields, http: Http): Promise<unknown> }
    | { readonly access: readonly Role[]; handle(fields: Fields, caller: Caller, http: Http): Promise<unknown> }
  );

export const hasBody = ({ method }: Pick<Description, 'method'>): boolean => method === 'POST' || method === 'PUT';

type Typed<Request extends z.ZodType, Answer extends z.ZodType | null> = Description & {
  readonly request: Request;
  readonly answer: Answer;
};
type Result<Answer> = Promise<Answer extends z.ZodType ? z.input<Answer> : void>;

/** A route that anyone may call. */
export function publicRoute<Request extends z.ZodType, Answer extends z.ZodType | null>(
  description: Typed<Request, Answer>,
  handle: (request: z.output<Request>, http: Http) => Result<Answer>,
): Route {
  return {
    ...description,
    access: 'public',
    handle: (fields, http) => handle(parseRequest(description.request, fields), http),
  };
}

/** A route for signed-in people and API keys with one of these roles. */
export function memberRoute<Request extends z.ZodType, Answer extends z.ZodType | null>(
  description: Typed<Request, Answer> & { readonly roles: readonly Role[] },
  handle: (request: z.output<Request>, caller: Caller, http: Http) => Result<Answer>,
): Route {
  return {
    ...description,
    access: description.roles,
    handle: (fields, caller, http) => handle(parseRequest(description.request, fields), caller, http),
  };
}
