import { Injectable } from '@nestjs/common';
import { type AppChanged, type DataOf, installation } from '@duet/contracts';
import type { Tx } from '@duet/database';

export type SealedSecrets = DataOf<typeof AppChanged>;

@Injectable()
export class SecretStore {
  /** Keeps the newest version. */
  async save(tx: Tx, { app, version, secrets }: SealedSecrets): Promise<void> {
    await tx.query(
      `INSERT INTO webhook_secrets (app, version, secrets) VALUES ($1, $2, $3)
       ON CONFLICT (app) DO UPDATE SET version = excluded.version, secrets = excluded.secrets
       WHERE webhook_secrets.version < excluded.version`,
      [app, version, JSON.stringify(secrets)],
    );
  }

  /** Null while the environment decides. */
  async find(tx: Tx): Promise<SealedSecrets | null> {
    const [row] = await tx.query<SealedSecrets>('SELECT app, version, secrets FROM webhook_secrets WHERE app = $1', [
      installation.app,
    ]);
    return row ?? null;
  }
}
