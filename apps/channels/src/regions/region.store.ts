import { Injectable } from '@nestjs/common';
import { type RegionRule, regionRules } from '@duet/contracts';
import type { Tx } from '@duet/database';

export interface RegionList {
  readonly rules: readonly RegionRule[];
  /** Null: as shipped. */
  readonly changedAt: Date | null;
}

/** Where TikTok's APIs do not work: data of the installation, for all workspaces (ACC-12). */
@Injectable()
export class RegionStore {
  async current(tx: Tx): Promise<RegionList> {
    const [row] = await tx.query<{ rules: RegionRule[]; changed_at: Date }>(
      'SELECT rules, changed_at FROM region_lists',
    );
    return row ? { rules: row.rules, changedAt: row.changed_at } : { rules: regionRules, changedAt: null };
  }

  async replace(tx: Tx, rules: readonly RegionRule[], changedAt: Date): Promise<void> {
    await tx.run(
      `INSERT INTO region_lists (rules, changed_at) VALUES ($1, $2)
       ON CONFLICT (only_one) DO UPDATE SET rules = excluded.rules, changed_at = excluded.changed_at`,
      [JSON.stringify(rules), changedAt],
    );
  }

  async reset(tx: Tx): Promise<void> {
    await tx.run('DELETE FROM region_lists', []);
  }
}
