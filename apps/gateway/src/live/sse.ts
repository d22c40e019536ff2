/** How an event stream looks on the wire (text/event-stream). */
export const RETRY_MS = 1_000;

export interface StreamPosition {
  readonly epoch: string;
  readonly position: number;
}

const idOf = ({ epoch, position }: StreamPosition): string => `${epoch}-${position}`;

export const frames = {
  /** The first frame. With a place, the client has seen everything up to there. */
  hello: (serverTime: Date, at?: StreamPosition): string =>
    `retry: ${RETRY_MS}\n${at ? `id: ${idOf(at)}\n` : ''}event: hello\ndata: ${JSON.stringify({ serverTime: serverTime.toISOString() })}\n\n`,
  /** What the client shows is stale: it must fetch everything, and goes on from here. */
  reset: (at: StreamPosition): string => `id: ${idOf(at)}\nevent: reset\ndata: {}\n\n`,
  event: (at: StreamPosition, json: string): string => `id: ${idOf(at)}\ndata: ${json}\n\n`,
  /** A comment, and an id without an event: a quiet workspace keeps up with its stream all the same. */
  heartbeat: (at: StreamPosition): string => `: heartbeat\nid: ${idOf(at)}\n\n`,
};

/** Undefined where there is none; null where it is none of ours. */
export function readPosition(lastEventId: string | undefined): StreamPosition | null | undefined {
  if (!lastEventId) return undefined;
  const [, epoch, digits] = /^([0-9a-z]{1,20})-(\d{1,15})$/.exec(lastEventId) ?? [];
  return epoch !== undefined && digits !== undefined ? { epoch, position: Number(digits) } : null;
}
