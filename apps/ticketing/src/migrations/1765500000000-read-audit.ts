import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'ticketing';

/** The audit of a workspace is read from its newest entry on. */
export class ReadAudit1765500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX audit_at ON ${schema}.audit (workspace_id, at DESC, id DESC)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ${schema}.audit_at`);
  }
}
