import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'moderation';

/** Comments of ours are watched until TikTok shows them to everybody. */
export class WatchPostedComments1764800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.#allow(runner, ['hide', 'unhide', 'delete', 'publish']);
    await runner.query(`ALTER TABLE ${schema}.comments ADD COLUMN review text CHECK (review IN ('waiting', 'held'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.comments DROP COLUMN review;
      UPDATE ${schema}.comments SET pending_action = NULL, due_at = NULL WHERE pending_action = 'publish'`);
    await this.#allow(runner, ['hide', 'unhide', 'delete']);
  }

  async #allow(runner: QueryRunner, actions: readonly string[]): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.comments DROP CONSTRAINT comments_pending_action_check,
        ADD CONSTRAINT comments_pending_action_check
          CHECK (pending_action IN (${actions.map((action) => `'${action}'`).join(', ')}))`);
  }
}
