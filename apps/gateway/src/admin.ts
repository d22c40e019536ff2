import { Database } from '@duet/database';
import { loadConfig } from '@duet/service-kit/config';
import { z } from 'zod';
import { runCommand } from './provisioning/commands.ts';

/** `node dist/admin.js <command> --option value …`: prints one line of JSON, or ends with a sentence and code 1. */
try {
  const { DATABASE_URL: url } = loadConfig(z.object({ DATABASE_URL: z.url() }), process.env);
  const database = await Database.connect({ url, schema: 'gateway', poolSize: 2 });
  try {
    const result = await runCommand(database, process.argv.slice(2), process.env);
    process.stdout.write(`${JSON.stringify(result)}\n`);
  } finally {
    await database.close();
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
