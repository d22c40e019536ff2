import { type DataOf, idTimeMs, type MessageDefinition, newId } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { partitionOf } from './partition.ts';
import { headersOf } from './wire.ts';

/** What made a message: the event, command or request that was being handled. */
export interface Cause {
  readonly id: string;
  readonly correlationId: string;
  readonly traceparent?: string | undefined;
}

/** A message to publish; it is written to the outbox in the transaction of the state it speaks of. */
export interface Publish {
  readonly definition: MessageDefinition;
  readonly workspaceId: string;
  readonly data: unknown;
  readonly cause: Cause;
  readonly occurredAt: string;
  readonly id: string;
  readonly sequence: number | null;
  /** The person whom the data is about, so that erasure finds it (H26). */
  readonly personKey: string | null;
}

export function publish<D extends MessageDefinition>(
  definition: D,
  message: {
    workspaceId: string;
    data: DataOf<D>;
    cause: Cause;
    occurredAt: Date;
    id?: string;
    sequence?: number;
    personKey?: string;
  },
): Publish {
  return {
    definition,
    workspaceId: message.workspaceId,
    data: message.data,
    cause: message.cause,
    occurredAt: message.occurredAt.toISOString(),
    id: message.id ?? newId(),
    sequence: message.sequence ?? null,
    personKey: message.personKey ?? null,
  };
}

/** Writes messages to the outbox, in the given order. Data that its own schema refuses is a bug and throws. */
export async function writeOutbox(tx: Tx, messages: readonly Publish[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map((message) => {
    const data = message.definition.data.parse(message.data);
    const key = message.definition.key(data);
    return {
      day: dayOf(message.id),
      id: message.id,
      workspace_id: message.workspaceId,
      partition_no: partitionOf(key),
      key,
      stream: message.definition.stream,
      subject: `${message.definition.subject}.${message.workspaceId}`,
      headers: headersOf(message, key),
      data,
      person_key: message.personKey,
    };
  });
  await tx.query(
    `INSERT INTO outbox (day, id, workspace_id, partition_no, key, stream, subject, headers, data, person_key)
     SELECT day, id, workspace_id, partition_no, key, stream, subject, headers, data, person_key
     FROM ROWS FROM (json_to_recordset($1) AS (day date, id uuid, workspace_id uuid, partition_no smallint, key text,
       stream text, subject text, headers json, data json, person_key text)) WITH ORDINALITY
     ORDER BY ordinality`,
    [JSON.stringify(rows)],
  );
}

/** The daily partition of an event, told from its UUIDv7: the same wherever the event is seen. */
export const dayOf = (id: string): string => new Date(idTimeMs(id)).toISOString().slice(0, 10);
