import { Client, escapeIdentifier, escapeLiteral } from 'pg';

export interface ServiceRoles {
  readonly service: string;
  readonly ownerPassword: string;
  readonly workerPassword: string;
}

/**
 * Makes a service's schema and its three roles: `_owner` runs migrations, `_worker` is the service and sees every
 * workspace, `_person` sees one workspace at a time and cannot log in. Safe to run again; it sets the passwords anew.
 */
export async function provisionRoles(superuserUrl: string, services: readonly ServiceRoles[]): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const database = escapeIdentifier(client.database ?? 'postgres');
    await client.query('SELECT pg_advisory_lock(712001)');
    for (const { service, ownerPassword, workerPassword } of services) {
      const schema = escapeIdentifier(service);
      const [owner, worker, person] = ['owner', 'worker', 'person'].map((role) =>
        escapeIdentifier(`${service}_${role}`),
      );
      await createRole(client, `${service}_owner`, `LOGIN PASSWORD ${escapeLiteral(ownerPassword)}`);
      await createRole(client, `${service}_worker`, `LOGIN NOINHERIT PASSWORD ${escapeLiteral(workerPassword)}`);
      await createRole(client, `${service}_person`, 'NOLOGIN');
      await client.query(`
        GRANT ${person} TO ${worker};
        GRANT CONNECT, CREATE ON DATABASE ${database} TO ${owner};
        GRANT CONNECT ON DATABASE ${database} TO ${worker};
        CREATE SCHEMA IF NOT EXISTS ${schema} AUTHORIZATION ${owner};
        GRANT USAGE ON SCHEMA ${schema} TO ${worker}, ${person};
        ALTER ROLE ${owner} SET search_path = ${schema};
        ALTER ROLE ${worker} SET search_path = ${schema};
      `);
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock(712001)').catch(() => undefined);
    await client.end();
  }
}

async function createRole(client: Client, role: string, attributes: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  await client.query(`${rowCount ? 'ALTER' : 'CREATE'} ROLE ${escapeIdentifier(role)} ${attributes}`);
}
