import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, run } from '../run.mjs';

/** PostgreSQL's own time, in statements of services: `now()` and its relatives, but not `clock.now()` or `Date.now()`. */
const DATABASE_TIME =
  /(?<![.\w])now\(\)|\b(?:CURRENT_TIMESTAMP|CURRENT_TIME|LOCALTIMESTAMP)\b|\b(?:clock|statement|transaction)_timestamp\(\)/i;

/** Not services: they ask no database, or ask it about its own time. */
const OTHERS = ['cli', 'inbox', 'simulator', 'system-tests'];
const EXEMPT = new RegExp(String.raw`^apps/(?:${OTHERS.join('|')})/|/(?:migrations|testing)/|\.(?:spec|journey)\.ts$`);

/** Time is a parameter in SQL, so that tests can move it. Column defaults in migrations may use the database's. */
export async function clock() {
  const { output } = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'apps/*/src/**/*.ts']);
  const files = output.split('\n').filter((file) => file !== '' && !EXEMPT.test(file));
  const found = await Promise.all(files.map(linesWithDatabaseTime));
  return found.flat().join('\n');
}

async function linesWithDatabaseTime(file) {
  const text = await readFile(join(root, file), 'utf8').catch(() => '');
  return text
    .split('\n')
    .flatMap((line, index) => (DATABASE_TIME.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : []));
}
