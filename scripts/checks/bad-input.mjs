import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../run.mjs';
import { testTitles } from '../test-titles.mjs';

const PREFIX = 'Bad input: ';

/** README says of its table "Bad input" that every row is a test: each has one of its name, and each such test a row. */
export async function badInput() {
  const rows = rowsOf(await readFile(join(root, 'README.md'), 'utf8'));
  const tests = (await testTitles()).flatMap(({ file, path }) =>
    path.filter((title) => title.startsWith(PREFIX)).map((title) => ({ file, title: title.slice(PREFIX.length) })),
  );
  const missing = rows
    .filter((row) => !tests.some(({ title }) => isOf(title, row)))
    .map((row) => `README.md: no test is called '${PREFIX}${row}'`);
  const strange = tests
    .filter(({ title }) => !rows.some((row) => isOf(title, row)))
    .map(({ file, title }) => `${file}: README.md has no row '${title}' in its table of bad input`);
  const empty = rows.length === 0 ? ['README.md has no table under "## Bad input"'] : [];
  return [...new Set([...empty, ...missing, ...strange])].join('\n');
}

/** A test may say in brackets which of several cases of its row it is. */
const isOf = (title, row) => title === row || title.startsWith(`${row} (`);

/** The first column of the table of that section. */
function rowsOf(readme) {
  const section = /^## Bad input$(.*?)^## /ms.exec(readme)?.[1] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) => line.split('|')[1].trim());
}
