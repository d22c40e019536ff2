import { z } from 'zod';

export type Owner =
  'ingestion' | 'channels' | 'ticketing' | 'delivery' | 'moderation' | 'automation' | 'reporting' | 'gateway';

/** One kind of message on the bus: an event is a past fact of its owner, a command is handled only by its owner. */
export interface MessageDefinition<Schema extends z.ZodType = z.ZodType, Type extends string = string> {
  readonly kind: 'evt' | 'cmd';
  readonly owner: Owner;
  /** `<owner>.<noun>.<verb>`, the CloudEvents type without its version. */
  readonly type: Type;
  /** Everything of the subject but its last token, the workspace id. */
  readonly subject: string;
  readonly stream: string;
  readonly data: Schema;
  /** Messages with the same key are published in the order in which they were committed. */
  key(data: z.output<Schema>): string;
}

export interface Envelope<Data = unknown, Type extends string = string> {
  /** UUIDv7; also `Nats-Msg-Id`, and the only key consumers dedupe by. */
  readonly id: string;
  readonly type: Type;
  /** ISO 8601, UTC, milliseconds. */
  readonly occurredAt: string;
  readonly workspaceId: string;
  /** The inbound webhook or request where this chain began. */
  readonly correlationId: string;
  /** The message or request that was being handled. */
  readonly causationId: string;
  readonly partitionKey: string;
  /** Rises by one within the partition key where the owner promises it (tickets); otherwise null. */
  readonly sequence: number | null;
  readonly data: Data;
}

export type DataOf<D extends MessageDefinition> = z.output<D['data']>;

/** A message of one of the given definitions; its `type` tells which. */
export type MessageOf<D extends MessageDefinition> =
  D extends MessageDefinition<infer Schema, infer Type> ? Envelope<z.output<Schema>, Type> : never;

type Name = `${Owner}.${string}.${string}`;
type Define = <Schema extends z.ZodType, const Type extends Name>(
  type: Type,
  data: Schema,
  key: (data: z.output<Schema>) => string,
) => MessageDefinition<Schema, Type>;

const define =
  (kind: 'evt' | 'cmd'): Define =>
  (type, data, key) => {
    const owner = ownerOf(type);
    return { kind, owner, type, subject: `${kind}.${type}.v1`, stream: `${kind}_${owner}`.toUpperCase(), data, key };
  };

export const defineEvent = define('evt');
export const defineCommand = define('cmd');

/** A question from one service to another, answered at once or not at all (core NATS, never stored). */
export interface QuestionDefinition<Request extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> {
  readonly owner: Owner;
  readonly subject: string;
  readonly request: Request;
  readonly answer: Answer;
  /** A write runs at most once per `requestId`; its answer is stored and given again. */
  readonly writes: boolean;
  /** How long the asker waits. */
  readonly deadlineMs: number;
  /** Who may ask: the topology generates each service's permissions from this. */
  readonly askedBy: readonly (Owner | 'cli')[];
}

/** A question's request once it is parsed: defaults are filled in. */
export type RequestOf<Q extends QuestionDefinition> = z.output<Q['request']>;
/** A question's request as it is asked: what has a default may be left out. */
export type RequestInputOf<Q extends QuestionDefinition> = z.input<Q['request']>;
export type AnswerOf<Q extends QuestionDefinition> = z.output<Q['answer']>;

export function defineQuestion<Request extends z.ZodType, Answer extends z.ZodType>(
  name: Name,
  options: {
    request: Request;
    answer: Answer;
    writes?: boolean;
    deadlineMs?: number;
    askedBy: readonly (Owner | 'cli')[];
  },
): QuestionDefinition<Request, Answer> {
  return {
    owner: ownerOf(name),
    subject: `rpc.${name}`,
    request: options.request,
    answer: options.answer,
    writes: options.writes ?? false,
    deadlineMs: options.deadlineMs ?? 2_000,
    askedBy: options.askedBy,
  };
}

const owners: readonly Owner[] = [
  'ingestion',
  'channels',
  'ticketing',
  'delivery',
  'moderation',
  'automation',
  'reporting',
  'gateway',
];

function ownerOf(name: string): Owner {
  const owner = owners.find((candidate) => name.startsWith(`${candidate}.`));
  if (!owner) throw new Error(`"${name}" names no owner: it must begin with one of ${owners.join(', ')}`);
  return owner;
}
