import type { RequestLog } from '../gateway/request-log.ts';
import type { Platform } from '../platform/platform.ts';

export type JsonSchema = { [keyword: string]: unknown };

export interface ControlContext {
  platform: Platform;
  requests: RequestLog;
  reset(seed: boolean): void;
}

export interface ControlRoute {
  method: 'GET' | 'POST' | 'DELETE';
  /** Below `/_control`, with `{name}` for a path parameter. */
  path: string;
  summary: string;
  query?: JsonSchema;
  body?: JsonSchema;
  perform(context: ControlContext, input: ControlInput): unknown;
}

export interface ControlInput {
  params: Record<string, string>;
  query: unknown;
  body: unknown;
}

/** A route whose query and body are checked against its schemas before `perform` sees them as the types named here. */
export function route<Query = unknown, Body = unknown>(
  definition: Omit<ControlRoute, 'perform'> & {
    perform(context: ControlContext, input: { params: Record<string, string>; query: Query; body: Body }): unknown;
  },
): ControlRoute {
  return {
    ...definition,
    perform: (context, { params, query, body }) =>
      definition.perform(context, { params, query: query as Query, body: body as Body }),
  };
}

export function object(properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}

export const text = { type: 'string' } as const;
export const flag = { type: 'boolean' } as const;
export const integer = { type: 'integer' } as const;
export const natural = { type: 'integer', minimum: 0 } as const;
