import type { JsMsg } from '@nats-io/jetstream';

/** One event of a ticket, ready to be sent. */
export interface LiveEvent {
  /** Its place in the stream. */
  readonly position: number;
  readonly workspaceId: string;
  /** JSON on one line: `{ id, type, occurredAt, workspaceId, sequence, data }`. */
  readonly json: string;
}

/** Null for what is no event of ours: it has a place in the stream, and nobody is shown it. */
export function readEvent(message: JsMsg): LiveEvent | null {
  const header = (name: string): string => message.headers?.get(name) ?? '';
  const workspaceId = header('ce-workspaceid');
  const sequence = header('ce-sequence');
  try {
    const json = JSON.stringify({
      id: header('ce-id'),
      type: header('ce-type').replace(/\.v\d+$/, ''),
      occurredAt: header('ce-time'),
      workspaceId,
      sequence: sequence ? Number(sequence) : null,
      data: JSON.parse(message.string()),
    });
    return workspaceId ? { position: message.seq, workspaceId, json } : null;
  } catch {
    return null;
  }
}
