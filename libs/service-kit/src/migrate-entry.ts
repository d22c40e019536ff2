import { migrate, missingMigrations, type ServiceSchema } from '@duet/database';
import { z } from 'zod';
import { loadConfig } from './config.ts';

const MigrationConfig = z.object({
  /** postgres://… of the schema's owner role. */
  MIGRATION_DATABASE_URL: z.url(),
});
const LookConfig = z.object({ DATABASE_URL: z.url() });

/**
 * A service's second program: brings its schema up to date and prints the migrations that ran; with `--missing` it
 * changes nothing and prints those that the database lacks. The output is one line of JSON.
 */
export async function runMigrations(schema: ServiceSchema, process: NodeJS.Process): Promise<void> {
  try {
    const names = process.argv.includes('--missing')
      ? await missingMigrations(loadConfig(LookConfig, process.env).DATABASE_URL, schema)
      : await migrate(loadConfig(MigrationConfig, process.env).MIGRATION_DATABASE_URL, schema);
    process.stdout.write(`${JSON.stringify(names)}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
