import { Injectable } from '@nestjs/common';
import { type AnswerOf, HealingGet, HealingStart, type HealingView, Rejection, type RequestOf } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Answers, Clock, type QuestionInTx } from '@duet/messaging';

interface Row {
  channel_id: string;
  next_at: Date;
  swept_until: Date;
  sweeping: boolean;
  last_started_at: Date | null;
  last_ended_at: Date | null;
  last_found: number | null;
  found: number;
  failure: string | null;
}

interface GapRow {
  kind: HealingView['gaps'][number]['kind'];
  thread_id: string;
  from_at: Date;
  to_at: Date;
}

const GAPS = 100;

/** How far each channel's lists were compared, and a sweep at a person's wish. */
@Injectable()
export class HealingAnswers {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  @Answers(HealingGet)
  get({ id }: RequestOf<typeof HealingGet>, { tx }: QuestionInTx): Promise<AnswerOf<typeof HealingGet>> {
    return view(tx, id);
  }

  @Answers(HealingStart)
  async start({ id }: RequestOf<typeof HealingStart>, { tx }: QuestionInTx): Promise<AnswerOf<typeof HealingStart>> {
    const [route] = await tx.query<{ state: string }>('SELECT state FROM routes WHERE channel_id = $1', [id]);
    if (!route) throw new Rejection('not_found');
    if (route.state !== 'connected') throw new Rejection('channel_disconnected');
    await tx.run('UPDATE sweeps SET next_at = $2, by_hand = true WHERE channel_id = $1', [id, this.#clock.now()]);
    return view(tx, id);
  }
}

async function view(tx: Tx, channelId: string): Promise<HealingView> {
  const [row] = await tx.query<Row>(
    `SELECT channel_id, next_at, swept_until, progress IS NOT NULL AS sweeping, last_started_at, last_ended_at, last_found, found, failure
     FROM sweeps WHERE channel_id = $1`,
    [channelId],
  );
  if (!row) throw new Rejection('not_found');
  const gaps = await tx.query<GapRow>(
    'SELECT kind, thread_id, from_at, to_at FROM gaps WHERE channel_id = $1 ORDER BY to_at DESC LIMIT $2',
    [channelId, GAPS],
  );
  return {
    channelId: row.channel_id,
    state: row.sweeping ? 'sweeping' : 'waiting',
    sweptUntil: row.swept_until.toISOString(),
    nextAt: row.next_at.toISOString(),
    last: lastOf(row),
    found: row.found,
    failure: row.failure,
    gaps: gaps.map(({ kind, thread_id, from_at, to_at }) => ({
      kind,
      threadId: thread_id === '' ? null : thread_id,
      from: from_at.toISOString(),
      to: to_at.toISOString(),
    })),
  };
}

function lastOf({ last_started_at, last_ended_at, last_found }: Row): HealingView['last'] {
  if (!last_started_at || !last_ended_at) return null;
  return { startedAt: last_started_at.toISOString(), endedAt: last_ended_at.toISOString(), found: last_found ?? 0 };
}
