import { randomBytes } from 'node:crypto';
import { Client, DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';

export interface DatabaseTemplate {
  /** Lower-case letters, digits and `_`: the same name is the same content. */
  readonly name: string;
  /** Fills an empty database, once in a run. Must have closed its connections when it resolves. */
  migrate(superuserUrl: string): Promise<void>;
}

export interface TestDatabase {
  /** As the superuser. */
  readonly url: string;
  readonly name: string;
  /** @throws Error when connections to it are still open: something was not closed */
  drop(): Promise<void>;
}

const PREFIX = 'duet_test_';
const TEMPLATE_PREFIX = 'duet_template_';

/** PostgreSQL's `object_in_use`. */
const IN_USE = '55006';

/**
 * Makes a database of its own on the PostgreSQL of this run, a copy of the template where one is given.
 *
 * @param options.keep leaves it in place when it is dropped, to be looked into
 */
export async function createDatabase(
  options: { readonly template?: DatabaseTemplate; readonly keep?: boolean } = {},
): Promise<TestDatabase> {
  const { template, keep = false } = options;
  const name = `${PREFIX}${template ? `${template.name}_` : ''}${randomBytes(4).toString('hex')}`;
  await withServer(async (server) => {
    const source = template ? await ensureTemplate(server, template) : 'template0';
    await server.query(`CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(source)}`);
  });
  return { name, url: urlOf(name), drop: () => (keep ? Promise.resolve() : dropDatabase(name)) };
}

/** The test databases that are there; after a run, those that were kept or never dropped. */
export async function keptDatabases(): Promise<string[]> {
  return withServer((server) => databasesLike(server, `${PREFIX}%`));
}

/** For a server that outlives the run. */
export async function dropTemplates(): Promise<void> {
  await withServer(async (server) => {
    const templates = await databasesLike(server, `${TEMPLATE_PREFIX}%_${environment('DUET_TEST_RUN')}`);
    for (const name of templates) await server.query(`DROP DATABASE ${escapeIdentifier(name)}`);
  });
}

async function databasesLike(server: Client, pattern: string): Promise<string[]> {
  const { rows } = await server.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE datname LIKE $1 ORDER BY 1`,
    [pattern],
  );
  return rows.map(({ datname }) => datname);
}

/** Builds the template under a lock that all workers of all runs take, so that one builds and the others wait. */
async function ensureTemplate(server: Client, source: DatabaseTemplate): Promise<string> {
  const template = `${TEMPLATE_PREFIX}${source.name}_${environment('DUET_TEST_RUN')}`;
  if (await exists(server, template)) return template;
  await server.query(`SELECT pg_advisory_lock(hashtext('duet.test.template'))`);
  try {
    if (await exists(server, template)) return template;
    // Renamed when it is complete: a template that can be found can be copied.
    const half = `${template}_half`;
    await server.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(half)} WITH (FORCE)`);
    await server.query(`CREATE DATABASE ${escapeIdentifier(half)} TEMPLATE template0`);
    await source.migrate(urlOf(half));
    await server.query(`ALTER DATABASE ${escapeIdentifier(half)} RENAME TO ${escapeIdentifier(template)}`);
    return template;
  } finally {
    await server.query(`SELECT pg_advisory_unlock(hashtext('duet.test.template'))`);
  }
}

async function exists(server: Client, name: string): Promise<boolean> {
  const { rows } = await server.query(`SELECT FROM pg_database WHERE datname = ${escapeLiteral(name)}`);
  return rows.length > 0;
}

async function dropDatabase(name: string): Promise<void> {
  await withServer(async (server) => {
    try {
      // Without FORCE PostgreSQL waits five seconds for connections that are about to end, and refuses then.
      await server.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)}`);
    } catch (cause) {
      if (!(cause instanceof DatabaseError) || cause.code !== IN_USE) throw cause;
      const open = await openConnections(server, name);
      await server.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
      throw new Error(`Connections to ${name} were left open: ${open.join('; ')}`, { cause });
    }
  });
}

async function openConnections(server: Client, name: string): Promise<string[]> {
  const { rows } = await server.query<{ line: string }>(
    `SELECT format('%s %s: %s', application_name, state, left(query, 200)) AS line FROM pg_stat_activity WHERE datname = $1`,
    [name],
  );
  return rows.map(({ line }) => line);
}

async function withServer<T>(use: (server: Client) => Promise<T>): Promise<T> {
  const server = new Client({
    connectionString: environment('DUET_TEST_POSTGRES'),
    application_name: 'duet-testing',
  });
  await server.connect();
  try {
    return await use(server);
  } finally {
    await server.end();
  }
}

function urlOf(name: string): string {
  const url = new URL(environment('DUET_TEST_POSTGRES'));
  url.pathname = `/${name}`;
  return url.href;
}

function environment(name: 'DUET_TEST_POSTGRES' | 'DUET_TEST_RUN'): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run Jest with this repository's jest.config.mjs.`);
  return value;
}
