import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'channels';

export class KeepRegions1764600500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${schema}.region_lists (
        only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        rules jsonb NOT NULL,
        changed_at timestamptz NOT NULL
      );
      COMMENT ON TABLE ${schema}.region_lists IS
        'Where TikTok works is the same for all workspaces. Without a row the list is the one that is shipped.';
      GRANT SELECT ON ${schema}.region_lists TO ${schema}_person;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ${schema}.region_lists TO ${schema}_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${schema}.region_lists`);
  }
}
