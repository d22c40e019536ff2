import { Injectable } from '@nestjs/common';
import { type HideRuleView, Rejection } from '@duet/contracts';
import type { Tx } from '@duet/database';

export type HideRule = HideRuleView & { readonly workspaceId: string };

/** A comment of the past. */
export interface PastComment {
  readonly id: string;
  readonly author: string | null;
  readonly text: string;
  readonly sentAt: Date;
}

const columns =
  'id, name, words, whole_words AS "wholeWords", channel_id AS "channelId", is_on AS "isOn", caught, workspace_id AS "workspaceId"';

/** Rules that hide comments as they come in. */
@Injectable()
export class HideRuleStore {
  all(tx: Tx): Promise<HideRule[]> {
    return tx.query<HideRule>(`SELECT ${columns} FROM hide_rules ORDER BY lower(name), id`);
  }

  /** Those that are switched on in these workspaces. */
  on(tx: Tx, workspaceIds: readonly string[]): Promise<HideRule[]> {
    return tx.query<HideRule>(`SELECT ${columns} FROM hide_rules WHERE workspace_id = ANY($1) AND is_on ORDER BY id`, [
      workspaceIds,
    ]);
  }

  /** @throws Rejection `not_found` */
  async lock(tx: Tx, id: string): Promise<HideRule> {
    const [rule] = await tx.query<HideRule>(`SELECT ${columns} FROM hide_rules WHERE id = $1 FOR UPDATE`, [id]);
    if (!rule) throw new Rejection('not_found');
    return rule;
  }

  async save(tx: Tx, rule: HideRule): Promise<void> {
    await tx.run(
      `INSERT INTO hide_rules (workspace_id, id, name, words, whole_words, channel_id, is_on) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (workspace_id, id) DO UPDATE SET name = excluded.name, words = excluded.words,
         whole_words = excluded.whole_words, channel_id = excluded.channel_id, is_on = excluded.is_on`,
      [rule.workspaceId, rule.id, rule.name, [...rule.words], rule.wholeWords, rule.channelId, rule.isOn],
    );
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.run('DELETE FROM hide_rules WHERE id = $1', [id]);
  }

  /** Adds to what rules have caught. */
  async count(tx: Tx, caught: readonly { workspaceId: string; id: string; comments: number }[]): Promise<void> {
    for (const { workspaceId, id, comments } of caught.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      await tx.run('UPDATE hide_rules SET caught = caught + $3 WHERE workspace_id = $1 AND id = $2', [
        workspaceId,
        id,
        comments,
      ]);
    }
  }

  /** The newest comments of customers in words. */
  async past(tx: Tx, channelId: string | null, limit: number): Promise<PastComment[]> {
    return tx.query<PastComment>(
      `SELECT id, author_name AS author, content->>'text' AS text, sent_at AS "sentAt" FROM messages
       WHERE workspace_id = current_setting('app.workspace')::uuid AND direction = 'in' AND video_id IS NOT NULL
         AND content->>'type' = 'text' AND ($1::uuid IS NULL OR channel_id = $1)
       ORDER BY sent_at DESC, id DESC LIMIT $2`,
      [channelId, limit],
    );
  }
}
