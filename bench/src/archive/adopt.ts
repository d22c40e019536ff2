import type { System } from '@duet/testing';
import { idOf } from './plan.ts';

/** A post that all comments of the workspace stand under. */
export const post = { channelId: idOf('channel', 1), videoId: 'video-of-all' };

/** Gives what the first workspace of an archive has to the workspace that people can sign in to. */
export async function adopt(system: System): Promise<void> {
  const tables = await system.sql<{ name: string }>(
    `SELECT c.table_name AS name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'ticketing' AND c.column_name = 'workspace_id' AND t.table_type = 'BASE TABLE'`,
  );
  /* One statement, so that the keys between the tables stand aside for all of it. */
  const updates = tables.map(
    ({ name }) =>
      `UPDATE ticketing.${name} SET workspace_id = '${system.workspaceId}' WHERE workspace_id = '${idOf('workspace', 0)}';`,
  );
  const ofPost = ['messages', 'conversations'].map(
    (name) => `UPDATE ticketing.${name} SET video_id = '${post.videoId}' WHERE video_id IS NOT NULL;`,
  );
  await system.sql(`DO $$ BEGIN
    SET LOCAL session_replication_role = replica; ${updates.join('\n')} ${ofPost.join('\n')}
    END $$`);
  /* The statistics are of before, and autovacuum looks once a minute. */
  await system.sql('ANALYZE');
}
