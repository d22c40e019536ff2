import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TAKE } from './take.ts';

const schema = 'tiktok_budget';

/**
 * TikTok's limits as data, and the books of what was taken (H17). No service reads a table of these: its roles may
 * execute `take` and `close`, which are all there is to the outside.
 */
export class CreateTikTokBudget1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA IF NOT EXISTS ${schema};
      CREATE TABLE ${schema}.limits (
        /* 'app': all calls are counted together; 'account': those of one account to one endpoint */
        scope text NOT NULL CHECK (scope IN ('app', 'account')),
        /* what an endpoint's path begins with */
        path text NOT NULL,
        calls integer NOT NULL CHECK (calls > 0),
        per interval NOT NULL,
        /* calls that may be made closer together after quiet time; without them a late turn would delay all others */
        saved numeric NOT NULL,
        source text NOT NULL,
        as_of date NOT NULL,
        PRIMARY KEY (scope, path, per)
      );
      INSERT INTO ${schema}.limits (scope, path, calls, per, saved, source, as_of) VALUES
        ('app', '/', 10, '1 second', 0.25, 'Business API v1.3, rate limits, level Basic, portal doc 1740029171730433', '2026-04-01'),
        ('app', '/', 600, '1 minute', 0.25, 'Business API v1.3, rate limits, level Basic, portal doc 1740029171730433', '2026-04-01'),
        ('account', '/business/comment/', 40, '1 minute', 6, 'Accounts API, calls of an authorized account to an endpoint', '2026-04-01'),
        ('account', '/business/video/', 40, '1 minute', 6, 'Accounts API, calls of an authorized account to an endpoint', '2026-04-01'),
        ('account', '/business/get/', 40, '1 minute', 6, 'Accounts API, calls of an authorized account to an endpoint', '2026-04-01');

      /* One for the app ('', ''), one for the share of healing ('', 'healing'), one for each account and endpoint. */
      CREATE TABLE ${schema}.buckets (
        app text NOT NULL,
        account text NOT NULL,
        endpoint text NOT NULL,
        open_at timestamptz NOT NULL,
        closed_until timestamptz,
        closed_for interval,
        PRIMARY KEY (app, account, endpoint)
      );
      /*
       * Who was told to come back, and when. Order is by rank, then round, then age: a waiter's round is the one after
       * its account's last, so that accounts take turns however many wait for one of them.
       */
      CREATE TABLE ${schema}.waiting (
        app text NOT NULL,
        work text NOT NULL,
        account text NOT NULL,
        endpoint text NOT NULL,
        rank integer NOT NULL,
        round bigint NOT NULL,
        since timestamptz NOT NULL,
        /* when it was told to come, and when its turn will probably be */
        due_at timestamptz NOT NULL,
        turn_at timestamptz NOT NULL,
        PRIMARY KEY (app, work)
      );
      CREATE INDEX waiting_due ON ${schema}.waiting (app, due_at);
      CREATE INDEX waiting_turn ON ${schema}.waiting (app, turn_at);
      CREATE INDEX waiting_account ON ${schema}.waiting (app, account, rank, round);
      /* The latest round of a class in which a call was made. */
      CREATE TABLE ${schema}.rounds (
        app text NOT NULL,
        rank integer NOT NULL,
        round bigint NOT NULL,
        PRIMARY KEY (app, rank)
      );
      ${TAKE}
      GRANT USAGE ON SCHEMA ${schema} TO PUBLIC;
      GRANT EXECUTE ON FUNCTION ${schema}.take, ${schema}.close TO PUBLIC;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA ${schema} CASCADE`);
  }
}
