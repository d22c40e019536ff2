import { Injectable } from '@nestjs/common';
import type { Tx } from '@duet/database';
import type { AppVersion } from './app-versions.ts';

interface Row {
  version: number;
  client_key: string;
  secret_sealed: string | null;
  secret_ends_with: string;
  changed_at: Date;
  changed_by: AppVersion['changedBy'];
}

/** Every state of the app's credentials since the environment's. Only workers may read them. */
@Injectable()
export class AppVersionStore {
  /** Oldest first; none while the environment decides. */
  async all(tx: Tx): Promise<AppVersion[]> {
    return (await tx.query<Row>('SELECT * FROM app_versions ORDER BY version')).map(fromRow);
  }

  /** The same, until the end of the transaction changed by nobody else. */
  async lockAll(tx: Tx): Promise<AppVersion[]> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('channels.app_versions'))`);
    return this.all(tx);
  }

  async add(
    tx: Tx,
    { version, clientKey, secretSealed, secretEndsWith, changedAt, changedBy }: AppVersion,
  ): Promise<void> {
    await tx.run('INSERT INTO app_versions VALUES ($1, $2, $3, $4, $5, $6)', [
      version,
      clientKey,
      secretSealed,
      secretEndsWith,
      changedAt,
      changedBy,
    ]);
  }

  /** All secrets but these. */
  async blankOthers(tx: Tx, versions: readonly number[]): Promise<void> {
    await tx.run('UPDATE app_versions SET secret_sealed = NULL WHERE version <> ALL ($1)', [versions]);
  }
}

const fromRow = (row: Row): AppVersion => ({
  version: row.version,
  clientKey: row.client_key,
  secretSealed: row.secret_sealed,
  secretEndsWith: row.secret_ends_with,
  changedAt: row.changed_at,
  changedBy: row.changed_by,
});
