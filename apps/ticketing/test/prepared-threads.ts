import { type Actor, deriveId, newId } from '@duet/contracts';
import type { Harness } from '@duet/testing';

export const workspaceId = newId();
export const accountId = newId();
export const channelId = newId();
const contactId = newId();
const SUBJECTS = 2_500;

const family = (): ((n: number) => string) => {
  const base = newId();
  return (n) => deriveId(base, n);
};
export const conversations = family();
export const tickets = family();
export const replies = family();
const comments = family();
export const oldTexts = family();
export const newTexts = family();
export const channels = family();
export const people = family();
export const jobId = newId();
const editor: Actor = { kind: 'person', id: newId(), name: 'Ana', role: 'agent', workspaceId };

/** A thread for each subject: a reply of ours on its way, a comment of a customer, one of ours, and its new text. */
export async function prepare(harness: Harness): Promise<void> {
  const ns = Array.from({ length: SUBJECTS }, (_, n) => n);
  const ids = [conversations, tickets, replies, comments, oldTexts, newTexts].map((idOf) => ns.map((n) => idOf(n)));
  const all = `unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::integer[])
    AS s (conversation, ticket, reply, comment, old_text, new_text, n)`;
  const fixed = [workspaceId, channelId, accountId, contactId];
  const insert = (text: string): Promise<unknown[]> => harness.sql(text, [...ids, ns, ...fixed]);
  await harness.sql(
    'INSERT INTO ticketing.contacts (workspace_id, account_id, id, external_id) VALUES ($1, $2, $3, $4)',
    [workspaceId, accountId, contactId, 'somebody'],
  );
  await insert(`INSERT INTO ticketing.conversations (workspace_id, id, channel_id, account_id, thread_id)
    SELECT $8::uuid, conversation, $9::uuid, $10::uuid, 'prepared ' || n FROM ${all} WHERE $11::uuid IS NOT NULL`);
  await insert(`INSERT INTO ticketing.tickets (workspace_id, id, number, status, channel_id, channel_type, conversation_id, contact_id,
      controller_kind, controller_epoch, last_preview, last_direction, last_at, opened_at, updated_at, sequence)
    SELECT $8::uuid, ticket, -n - 1, 'open', $9::uuid, 'tiktok_messenger', conversation, $11::uuid,
      'nobody', 0, '', 'in', '2026-01-01', '2026-01-01', '2026-01-01', 0 FROM ${all} WHERE $10::uuid IS NOT NULL`);
  for (const [row, direction, external, status, video] of [
    ['reply', 'out', 'NULL', `'queued'`, 'NULL'],
    ['comment', 'in', `'comment ' || n`, 'NULL', `'video'`],
    ['old_text', 'out', `'old ' || n`, `'sent'`, `'video'`],
    ['new_text', 'out', 'NULL', `'queued'`, `'video'`],
  ]) {
    await insert(`INSERT INTO ticketing.messages (workspace_id, id, conversation_id, ticket_id, channel_id, direction, external_id,
        author_kind, content, sent_at, delivery_status, video_id)
      SELECT $8::uuid, ${row}, conversation, ticket, $9::uuid, '${direction}', ${external}, 'person',
        '{"type":"text","text":"${row}"}', '2026-01-01', ${status}, ${video}
      FROM ${all} WHERE coalesce($10::uuid, $11::uuid) IS NOT NULL`);
  }
  await harness.sql(
    `INSERT INTO ticketing.moderation_jobs (workspace_id, id, action, status, actor, correlation_id, started_at, ended_at, tally)
     VALUES ($1, $2, 'hide', 'finished', $3, 'prepared', '2026-01-01', '2026-01-01', '{}')`,
    [workspaceId, jobId, JSON.stringify(editor)],
  );
  await harness.sql(
    `INSERT INTO ticketing.moderation_job_items (workspace_id, job_id, place, channel_id, comment_id, state)
     SELECT $1, $2, n, $3, 'of a job ' || n, 'sent' FROM unnest($4::integer[]) n`,
    [workspaceId, jobId, channelId, ns],
  );
  await insert(`INSERT INTO ticketing.edits SELECT $8::uuid, new_text, old_text, '${JSON.stringify(editor)}' FROM ${all}
    WHERE coalesce($9::uuid, $10::uuid, $11::uuid) IS NOT NULL`);
}
