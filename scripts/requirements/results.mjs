import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root, run } from '../run.mjs';

/** Runs these spec files, journeys one at a time and after a build; what Jest's JSON says of them, as one. */
export async function runFiles(files) {
  const journeys = files.filter((file) => /\.(journey|faults\.spec)\.ts$/.test(file));
  const others = files.filter((file) => !journeys.includes(file));
  if (journeys.length > 0) {
    const { code } = await run('node', [join('scripts', 'build.mjs')], { show: true });
    if (code !== 0) throw new Error('the build failed');
  }
  return [...(await jest(others, 2)), ...(await jest(journeys, 1))];
}

/** @returns what Jest's JSON says of each spec file: `name` and `assertionResults` */
export const readResults = async (file) => JSON.parse(await readFile(file, 'utf8')).testResults;

async function jest(files, workers) {
  if (files.length === 0) return [];
  const folder = await mkdtemp(join(tmpdir(), 'duet-requirements-'));
  const outputFile = join(folder, 'results.json');
  await run(
    'node',
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
      '--config=jest.config.mjs',
      String.raw`--testRegex=\.(spec\.tsx?|journey\.ts)$`,
      `--maxWorkers=${workers}`,
      '--json',
      `--outputFile=${outputFile}`,
      '--runTestsByPath',
      ...files,
    ],
    { show: true },
  );
  try {
    return await readResults(outputFile);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Those of these tests that did not run or did not pass.
 *
 * @param {readonly import('../test-titles.mjs').TestTitle[]} tests
 * @param results as `readResults` gives them
 */
export function unproven(tests, results) {
  // A journey is played once with each kind of hands.
  const byFile = Map.groupBy(results, ({ name }) => relative(root, name));
  return tests.filter(({ file, path }) => {
    const pattern = new RegExp(`^${path.map(patternOf).join('\n')}$`);
    const ran = (byFile.get(file) ?? [])
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ ancestorTitles, title }) => pattern.test([...ancestorTitles, title].join('\n')));
    return ran.length === 0 || ran.some(({ status }) => status !== 'passed');
  });
}

/** What a written title may have become: its parameters can be anything. */
const patternOf = (title) =>
  title
    .split(/%[a-zA-Z]|\$\{?[\w.#]+\}?/)
    .map((part) => RegExp.escape(part))
    .join('[^\n]*');
