import { Injectable } from '@nestjs/common';
import {
  type AnswerOf,
  type ChannelType,
  importRules,
  ImportGet,
  ImportStart,
  Rejection,
  type RequestOf,
} from '@duet/contracts';
import { Database, type Tx } from '@duet/database';
import { AnswersOutside, Clock, type Question } from '@duet/messaging';
import type { Route } from '../routing/route.store.ts';
import { ImportOffer } from './import-offer.ts';

type View = AnswerOf<typeof ImportGet>;

interface Row {
  readonly channel_type: ChannelType;
  readonly account_id: string;
  readonly open_id: string;
  readonly state: string;
  readonly import_since: Date | null;
  readonly importing: boolean;
  readonly imported: number | null;
}

const DAY_MS = 86_400_000;

/** What was written before a channel was connected: how much that is, and reading it by the healer, as history. */
@Injectable()
export class ImportAnswers {
  constructor(
    private readonly database: Database,
    private readonly offer: ImportOffer,
    private readonly clock: Clock,
  ) {}

  @AnswersOutside(ImportGet)
  async get({ id }: RequestOf<typeof ImportGet>, { actor: { workspaceId } }: Question): Promise<View> {
    const row = await this.database.asWorker((tx) => find(tx, workspaceId, id));
    const view = viewOf(id, row, this.clock.now());
    if (row.importing) return view;
    return { ...view, listed: await this.offer.count(routeOf(row, workspaceId, id), Date.parse(view.since)) };
  }

  /** Asked again while it is at it, it goes on as it is. */
  @AnswersOutside(ImportStart)
  async start({ id, days }: RequestOf<typeof ImportStart>, { actor: { workspaceId } }: Question): Promise<View> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - days * DAY_MS);
    return this.database.asWorker(async (tx) => {
      const before = await find(tx, workspaceId, id);
      if (!before.importing) await begin(tx, workspaceId, id, since, now);
      return viewOf(id, await find(tx, workspaceId, id), now);
    });
  }
}

/**
 * The channel counts as away from `since` until it was connected, and as not swept since: so its next sweep, at once,
 * reads all of that as history. Counts of replies are learnt anew, or old replies would seem known.
 */
async function begin(tx: Tx, workspaceId: string, id: string, since: Date, now: Date): Promise<void> {
  await tx.run(
    `UPDATE sweeps SET importing = true, import_since = $3, begun_at = least(begun_at, $3), swept_until = least(swept_until, $3),
       away_from = least(away_from, $3), away_until = coalesce(away_until, begun_at), next_at = $4,
       last_ended_at = coalesce(last_ended_at, $4), progress = NULL, leased_until = NULL
     WHERE workspace_id = $1 AND channel_id = $2`,
    [workspaceId, id, since, now],
  );
  await tx.run('DELETE FROM reply_counts WHERE workspace_id = $1 AND channel_id = $2', [workspaceId, id]);
}

async function find(tx: Tx, workspaceId: string, id: string): Promise<Row> {
  const [row] = await tx.query<Row>(
    `SELECT channel_type, account_id, open_id, state, import_since, importing, imported
     FROM routes JOIN sweeps USING (workspace_id, channel_id) WHERE workspace_id = $1 AND channel_id = $2`,
    [workspaceId, id],
  );
  if (!row) throw new Rejection('not_found');
  if (row.state !== 'connected') throw new Rejection('channel_disconnected');
  return row;
}

const viewOf = (channelId: string, row: Row, now: Date): View => ({
  channelId,
  state: row.importing ? 'running' : row.imported === null ? 'offered' : 'done',
  since: (row.import_since ?? new Date(now.getTime() - importRules.days * DAY_MS)).toISOString(),
  listed: null,
  imported: row.imported,
});

const routeOf = (row: Row, workspaceId: string, channelId: string): Route => ({
  workspaceId,
  channelId,
  channelType: row.channel_type,
  accountId: row.account_id,
  openId: row.open_id,
  commentAuthorId: null,
});
