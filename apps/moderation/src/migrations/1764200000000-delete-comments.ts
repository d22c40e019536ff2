import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = 'moderation';
const oneOf = (column: string, actions: readonly string[]): string =>
  `CHECK (${column} IN (${actions.map((action) => `'${action}'`).join(', ')}))`;

/** Comments that were posted from here can be deleted. */
export class DeleteComments1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.#allow(runner, ['hide', 'unhide', 'delete']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.#allow(runner, ['hide', 'unhide']);
  }

  async #allow(runner: QueryRunner, actions: readonly string[]): Promise<void> {
    await runner.query(`
      ALTER TABLE ${schema}.comments DROP CONSTRAINT comments_pending_action_check,
        ADD CONSTRAINT comments_pending_action_check ${oneOf('pending_action', actions)};
      ALTER TABLE ${schema}.actions DROP CONSTRAINT actions_action_check,
        ADD CONSTRAINT actions_action_check ${oneOf('action', actions)};`);
  }
}
