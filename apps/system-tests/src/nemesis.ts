import type { Part, System } from '@duet/testing';
import { pause } from './load.ts';
import type { Random } from './random.ts';

/** What shows that a part has work in flight right now: killing it then is a real crash. */
const busy: Readonly<
  Record<
    'ingestion' | 'ingestion-worker' | 'ticketing' | 'delivery' | 'broker' | 'postgres' | 'simulator',
    (system: System) => Promise<boolean>
  >
> = {
  ingestion: (system) =>
    hasRow(
      system,
      `SELECT 1 FROM pg_stat_activity
       WHERE usename = 'ingestion_worker' AND state = 'active' AND query LIKE '%INSERT INTO delivery_keys%'`,
    ),
  'ingestion-worker': (system) =>
    hasRow(
      system,
      `SELECT 1 FROM ingestion.deliveries WHERE state = 'new' UNION ALL SELECT 1 FROM ingestion.outbox WHERE sent_at IS NULL`,
    ),
  ticketing: (system) =>
    hasRow(system, `SELECT 1 FROM ticketing.outbox WHERE sent_at IS NULL UNION ALL ${working('ticketing_worker')}`),
  delivery: (system) => hasRow(system, `SELECT 1 FROM delivery.outbound WHERE state = 'sending'`),
  broker: (system) =>
    hasRow(
      system,
      ['ingestion', 'ticketing', 'delivery']
        .map((schema) => `SELECT 1 FROM ${schema}.outbox WHERE sent_at IS NULL`)
        .join(' UNION ALL '),
    ),
  postgres: (system) => hasRow(system, working('ingestion_worker', 'ticketing_worker', 'delivery_worker')),
  simulator: (system) => hasRow(system, `SELECT 1 FROM delivery.outbound WHERE state = 'sending'`),
};

export type Victim = keyof typeof busy;

/** Kills parts with SIGKILL while they work, and starts them again a moment later. */
export class Nemesis {
  readonly #system: System;
  readonly #random: Random;
  readonly kills: { readonly part: Part; readonly wasBusy: boolean }[] = [];

  constructor(system: System, random: Random) {
    this.#system = system;
    this.#random = random;
  }

  async strike(victim: Victim): Promise<void> {
    const wasBusy = await this.#catchAtWork(victim);
    await this.#system.kill(victim);
    this.kills.push({ part: victim, wasBusy });
    await pause(200 + this.#random.below(1_300));
    await this.#system.revive(victim);
  }

  async #catchAtWork(victim: Victim): Promise<boolean> {
    const end = performance.now() + 8_000;
    while (performance.now() < end) {
      if (await busy[victim](this.#system).catch(() => false)) return true;
    }
    return false;
  }
}

const hasRow = async (system: System, statement: string): Promise<boolean> =>
  (await system.sql(`${statement} LIMIT 1`)).length > 0;

const working = (...roles: readonly string[]): string =>
  `SELECT 1 FROM pg_stat_activity WHERE usename IN (${roles.map((role) => `'${role}'`).join(', ')}) AND xact_start IS NOT NULL`;
