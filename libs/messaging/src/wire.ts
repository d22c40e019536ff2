import { type Envelope, idTimeMs, type MessageDefinition } from '@duet/contracts';
import { validate, version } from 'uuid';
import type { Publish } from './publish.ts';

/** Header names of CloudEvents 1.0 in binary mode over NATS. */
const header = {
  id: 'ce-id',
  type: 'ce-type',
  source: 'ce-source',
  time: 'ce-time',
  workspaceId: 'ce-workspaceid',
  correlationId: 'ce-correlationid',
  causationId: 'ce-causationid',
  sequence: 'ce-sequence',
  partitionKey: 'ce-partitionkey',
  traceparent: 'traceparent',
} as const;

const LAST_DAY_MS = Date.UTC(9999, 11, 31);

export type WireHeaders = Readonly<Record<string, string>>;

export function headersOf(message: Publish, key: string): WireHeaders {
  return {
    'ce-specversion': '1.0',
    'content-type': 'application/json',
    [header.id]: message.id,
    [header.type]: `${message.definition.type}.v1`,
    [header.source]: `/duet/${message.definition.owner}`,
    [header.time]: message.occurredAt,
    [header.workspaceId]: message.workspaceId,
    [header.correlationId]: message.cause.correlationId,
    [header.causationId]: message.cause.id,
    [header.partitionKey]: encodeURIComponent(key),
    ...(message.sequence === null ? {} : { [header.sequence]: String(message.sequence) }),
    ...(message.cause.traceparent ? { [header.traceparent]: message.cause.traceparent } : {}),
  };
}

/** A received message as handlers see it. */
export interface Received<Data = unknown> extends Envelope<Data> {
  readonly traceparent: string | undefined;
}

/** The message cannot be understood, now or later. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
}

/**
 * Reads one message of the bus.
 * @throws MalformedMessage headers are missing or are no ids, the type is none of `definitions`, or the data breaks its schema
 */
export function decode(
  definitions: readonly MessageDefinition[],
  get: (name: string) => string,
  payload: Uint8Array,
): Received {
  const required = (name: string): string => {
    const value = get(name);
    if (!value) throw new MalformedMessage(`header ${name} is missing`);
    return value;
  };
  const type = required(header.type).replace(/\.v\d+$/, '');
  const definition = definitions.find((candidate) => candidate.type === type);
  if (!definition) throw new MalformedMessage(`type ${type} is not consumed here`);
  const sequence = get(header.sequence);
  return {
    id: eventId(required(header.id)),
    type: definition.type,
    occurredAt: time(required(header.time)),
    workspaceId: workspaceId(required(header.workspaceId)),
    correlationId: required(header.correlationId),
    causationId: required(header.causationId),
    partitionKey: decodeURIComponent(get(header.partitionKey)),
    sequence: sequence ? Number(sequence) : null,
    traceparent: get(header.traceparent) || undefined,
    data: parseData(definition, payload),
  };
}

/** The daily partitions of claims are found from an event's id, so that it has to be a UUIDv7 of a day that a date can hold. */
function eventId(id: string): string {
  if (!validate(id) || version(id) !== 7 || idTimeMs(id) > LAST_DAY_MS) {
    throw new MalformedMessage(`header ${header.id} is no UUIDv7`);
  }
  return id;
}

function workspaceId(id: string): string {
  if (!validate(id)) throw new MalformedMessage(`header ${header.workspaceId} is no UUID`);
  return id;
}

function time(text: string): string {
  if (Number.isNaN(Date.parse(text))) throw new MalformedMessage(`header ${header.time} is no time`);
  return text;
}

function parseData(definition: MessageDefinition, payload: Uint8Array): unknown {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(payload));
  } catch (cause) {
    throw new MalformedMessage('the data is not JSON', { cause });
  }
  const parsed = definition.data.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new MalformedMessage(`the data breaks its schema at "${issue?.path.join('.')}": ${issue?.message}`);
  }
  return parsed.data;
}
