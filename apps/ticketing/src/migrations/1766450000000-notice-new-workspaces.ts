import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';
const tables = ['tickets', 'messages', 'conversations', 'contacts', 'comment_states'];

/**
 * Statistics that follow after some thousands of changes, however large a table is. By default a tenth of it must change
 * first, and until then the planner takes a workspace that has filled meanwhile for an empty one.
 */
export class NoticeNewWorkspaces1766450000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      await runner.query(`ALTER TABLE ${schema}.${table}
        SET (autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000)`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      await runner.query(`ALTER TABLE ${schema}.${table}
        RESET (autovacuum_analyze_scale_factor, autovacuum_analyze_threshold)`);
    }
  }
}
