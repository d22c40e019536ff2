import { createHash } from 'node:crypto';
import { type Actor, Rejection } from '@duet/contracts';
import type { Tx } from '@duet/database';

interface Write {
  readonly actor: Actor;
  readonly requestId: string;
  readonly subject: string;
  readonly request: unknown;
}

/**
 * Runs a write once per request id: a repetition gets the stored answer, also while the first is still running.
 * Stored for two days at least, which outlives every retry.
 * @throws Rejection `idempotency_key_reused` the id came with another request before
 */
export async function answerOnce(tx: Tx, write: Write, answer: () => Promise<unknown>): Promise<unknown> {
  const { actor, requestId } = write;
  const bodyHash = createHash('sha256')
    .update(`${write.subject} ${JSON.stringify(write.request)}`)
    .digest('hex');
  const [yesterday] = await tx.query<{ body_hash: string; answer: unknown }>(
    `SELECT body_hash, answer FROM answered_requests
     WHERE day = current_date - 1 AND workspace_id = $1 AND actor_id = $2 AND request_id = $3`,
    [actor.workspaceId, actor.id, requestId],
  );
  if (yesterday) return sameAnswer(yesterday, bodyHash);
  const claimed = await tx.query(
    `INSERT INTO answered_requests (day, workspace_id, actor_id, request_id, body_hash)
     VALUES (current_date, $1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING 1`,
    [actor.workspaceId, actor.id, requestId, bodyHash],
  );
  if (claimed.length === 0) {
    const [stored] = await tx.query<{ body_hash: string; answer: unknown }>(
      `SELECT body_hash, answer FROM answered_requests
       WHERE day = current_date AND workspace_id = $1 AND actor_id = $2 AND request_id = $3`,
      [actor.workspaceId, actor.id, requestId],
    );
    if (!stored) throw new Rejection('no_answer');
    return sameAnswer(stored, bodyHash);
  }
  const result = await answer();
  await tx.query(
    `UPDATE answered_requests SET answer = $4
     WHERE day = current_date AND workspace_id = $1 AND actor_id = $2 AND request_id = $3`,
    [actor.workspaceId, actor.id, requestId, JSON.stringify(result)],
  );
  return result;
}

function sameAnswer(stored: { body_hash: string; answer: unknown }, bodyHash: string): unknown {
  if (stored.body_hash !== bodyHash) throw new Rejection('idempotency_key_reused');
  return stored.answer;
}
