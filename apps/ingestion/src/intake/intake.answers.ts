import { Injectable } from '@nestjs/common';
import { type AnswerOf, IntakeGet, Rejection, type RequestOf } from '@duet/contracts';
import { Database } from '@duet/database';
import { AnswersOutside, type Question } from '@duet/messaging';

type View = AnswerOf<typeof IntakeGet>;

interface Row {
  readonly event_at: Date | null;
  readonly received_at: Date | null;
  readonly strangers_found: number | null;
  readonly strangers_found_at: Date | null;
  readonly refused: string;
  readonly stale: string;
  readonly unrouted: string;
  readonly excluded: string;
}

const DAY_MS = 86_400_000;

/** Counts follow when deliveries came, which is real time. */
@Injectable()
export class IntakeAnswers {
  constructor(private readonly database: Database) {}

  @AnswersOutside(IntakeGet)
  async get({ id }: RequestOf<typeof IntakeGet>, { actor: { workspaceId } }: Question): Promise<View> {
    const dayAgo = new Date(Date.now() - DAY_MS);
    const [row] = await this.database.asWorker((tx) =>
      tx.query<Row>(
        `SELECT i.event_at, i.received_at, s.strangers_found, s.strangers_found_at,
           (SELECT coalesce(sum(count), 0) FROM refusals WHERE hour >= $3) AS refused,
           (SELECT count(*) FROM deliveries d WHERE d.open_id = r.open_id AND NOT d.fresh AND d.received_at >= $3) AS stale,
           (SELECT count(*) FROM deliveries d WHERE d.open_id = r.open_id AND d.state = 'unrouted') AS unrouted,
           (SELECT count(*) FROM deliveries d WHERE d.open_id = r.open_id AND d.event = 'im_receive_msg_eu') AS excluded
         FROM routes r
         LEFT JOIN intake i ON i.workspace_id = r.workspace_id AND i.channel_id = r.channel_id
         LEFT JOIN sweeps s ON s.workspace_id = r.workspace_id AND s.channel_id = r.channel_id
         WHERE r.workspace_id = $1 AND r.channel_id = $2`,
        [workspaceId, id, dayAgo],
      ),
    );
    if (!row) throw new Rejection('not_found');
    return {
      last: lastOf(row),
      refused: Number(row.refused),
      stale: Number(row.stale),
      unrouted: Number(row.unrouted),
      excludedRegion: Number(row.excluded),
      strangersByList:
        row.strangers_found && row.strangers_found_at
          ? { count: row.strangers_found, lastAt: row.strangers_found_at.toISOString() }
          : null,
    };
  }
}

/** TikTok's clock and ours may differ by a little: what came before it was written came at once. */
function lastOf({ event_at: eventAt, received_at: receivedAt }: Row): View['last'] {
  if (!eventAt || !receivedAt) return null;
  const lagMs = Math.max(0, receivedAt.getTime() - eventAt.getTime());
  return { eventAt: eventAt.toISOString(), receivedAt: receivedAt.toISOString(), lagMs };
}
