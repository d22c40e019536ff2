import { run } from '../run.mjs';

const FIXTURE = 'scripts/fixtures/forbidden-import.ts';
const FOLDERS = ['apps', 'libs', 'bench', 'scripts'];

/**
 * Import boundaries. A cruiser that cannot read TypeScript reports no violation either, so it must have seen every
 * file that git knows, and must report the forbidden import of the fixture.
 */
export async function boundaries() {
  const { output } = await run('depcruise', ['--config', '.dependency-cruiser.mjs', '--output-type=json', ...FOLDERS]);
  if (!output.includes('{')) return output;
  const { modules, summary } = JSON.parse(output.slice(output.indexOf('{')));
  const seen = new Set(modules.map(({ source }) => source));
  const problems = (await typescriptFiles()).filter((file) => !seen.has(file)).map((file) => `${file} was not read`);
  const [expected, others] = split(summary.violations, ({ from }) => from === FIXTURE);
  if (expected.length === 0) problems.push(`the forbidden import of ${FIXTURE} was not reported`);
  for (const { from, to, rule, cycle } of others) {
    const way = cycle ? cycle.map(({ name }) => name).join(' → ') : to;
    problems.push(`${from} → ${way}   (${rule.name})`);
  }
  return problems.join('\n');
}

async function typescriptFiles() {
  const { output } = await run('git', [
    'ls-files',
    ...FOLDERS.flatMap((folder) => [`${folder}/*.ts`, `${folder}/*.tsx`]),
  ]);
  const { output: deleted } = await run('git', ['ls-files', '--deleted']);
  const gone = new Set(deleted.split('\n'));
  return output.split('\n').filter((file) => file !== '' && !gone.has(file) && !file.endsWith('.d.ts'));
}

function split(items, isWanted) {
  return [items.filter(isWanted), items.filter((item) => !isWanted(item))];
}
