import { channelRules, type WindowPolicyName, type WindowUse } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Lane, laneColumns } from './lane.ts';

/**
 * TikTok may have taken a send of which nothing is known this long after it began: longer than an upload and a send may
 * last. One that began before the customer wrote may have been taken after it, and counts then (H13).
 */
const TAKEN_WITHIN_MS = 90_000;

const HOUR_MS = 3_600_000;

const ours = `FROM outbound o
  WHERE o.workspace_id = l.workspace_id AND o.channel_id = l.channel_id AND o.thread_id = l.thread_id`;

/** Written in TikTok's own app or web page; what TikTok sends by itself counts nowhere (REC-21). */
const theirs = `FROM echoes e
  WHERE e.workspace_id = l.workspace_id AND e.channel_id = l.channel_id AND e.thread_id = l.thread_id
    AND e.state = 'observed' AND e.source <> 'automatic'`;

/** Messages that count from a moment on: ours unless refused (H13), and those written in TikTok's own app. */
const countFrom = (moment: '> l.since' | '>= l.ends'): string =>
  `(SELECT count(*) ${ours} AND o.state IN ('sending', 'unconfirmed', 'sent')
      AND (o.state = 'sending' OR coalesce(o.sent_at, o.started_at + $6 * interval '1 ms') ${moment}))
   + (SELECT count(*) ${theirs} AND e.sent_at ${moment})`;

const query = `
  SELECT coalesce(w.window_policy, 'flat') AS policy, ${countFrom('> l.since')} AS used,
    CASE WHEN w.window_policy = 'tiered' THEN ${countFrom('>= l.ends')} ELSE 0 END AS used_after,
    w.window_policy = 'tiered' AND (EXISTS (SELECT ${ours} AND o.state = 'sent' AND o.sent_at < l.since)
      OR EXISTS (SELECT ${theirs} AND e.sent_at < l.since)) AS is_answered
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[]) WITH ORDINALITY
    AS l (workspace_id, channel_id, thread_id, since, ends, place)
  LEFT JOIN workspaces w USING (workspace_id)
  ORDER BY l.place`;

interface Row {
  policy: WindowPolicyName;
  used: string;
  used_after: string;
  is_answered: boolean | null;
}

/**
 * What counts against the windows of these lanes, which are locked, in their order. That the customer has answered is
 * told from what TikTok is known to have: a message that is only on its way lifts no limit.
 */
export async function usesOf(tx: Tx, lanes: readonly Lane[]): Promise<WindowUse[]> {
  if (lanes.every(({ lastInbound }) => lastInbound === null)) return lanes.map(() => unused);
  const rows = await tx.query<Row>(query, [
    ...laneColumns(lanes),
    lanes.map(({ lastInbound }) => lastInbound?.at ?? null),
    lanes.map(endOf),
    TAKEN_WITHIN_MS,
  ]);
  return rows.map(({ policy, used, used_after, is_answered }) => ({
    policy,
    used: Number(used),
    usedAfter: Number(used_after),
    isAnswered: is_answered ?? false,
  }));
}

const unused: WindowUse = { policy: 'flat', used: 0, usedAfter: 0, isAnswered: false };

function endOf({ channelType, lastInbound }: Lane): Date | null {
  const rules = channelRules[channelType].window;
  return lastInbound && rules && new Date(lastInbound.at.getTime() + rules.hours * HOUR_MS);
}

/** Something counts against the window, or lifts its limit. */
export const differsFromWhole = ({ used, isAnswered }: WindowUse): boolean => used > 0 || isAnswered;
