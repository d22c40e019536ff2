import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/**
 * Resolved tickets in an index of their own. Most tickets are resolved and the newest are not, so the planner, which knows
 * the first alone, looked for them among all tickets from the newest on.
 */
export class ListResolved1766400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX ${schema}.tickets_status;
      CREATE INDEX tickets_status ON ${schema}.tickets (workspace_id, status, last_at DESC, id DESC) WHERE status <> 'resolved';
      CREATE INDEX tickets_resolved ON ${schema}.tickets (workspace_id, last_at DESC, id DESC) WHERE status = 'resolved';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX ${schema}.tickets_status, ${schema}.tickets_resolved;
      CREATE INDEX tickets_status ON ${schema}.tickets (workspace_id, status, last_at DESC, id DESC);
    `);
  }
}
