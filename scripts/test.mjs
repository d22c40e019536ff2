import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from './run.mjs';

/**
 * `npm test [-- <jest options and path patterns>]`: the tests that take seconds.
 * `--faults` runs those that break servers on purpose, `--journeys` those that use the whole system; both need the build.
 */
const kinds = {
  '--faults': { files: String.raw`\.faults\.spec\.tsx?$`, needsBuild: true },
  '--journeys': { files: String.raw`\.journey\.tsx?$`, needsBuild: true },
};
const everyday = { files: String.raw`(?<!\.faults)\.spec\.tsx?$`, needsBuild: false };

const args = process.argv.slice(2);
const wanted = args.find((arg) => arg in kinds);
const { files, needsBuild } = wanted ? kinds[wanted] : everyday;

if (needsBuild) {
  const { code } = await run('node', [join('scripts', 'build.mjs')], { show: true });
  if (code !== 0) process.exit(code);
}

const folder = await mkdtemp(join(tmpdir(), 'duet-test-results-'));
const results = join(folder, 'results.json');
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const { code } = await run(
  'node',
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    jest,
    '--config=jest.config.mjs',
    `--testRegex=${files}`,
    '--json',
    `--outputFile=${results}`,
    // Whole systems are run one at a time.
    `--maxWorkers=${needsBuild ? 1 : 2}`,
    ...args.filter((arg) => arg !== wanted),
  ],
  { show: true },
);
const counts = await readFile(results, 'utf8').then(JSON.parse, () => undefined);
await rm(folder, { recursive: true });

if (counts === undefined) process.exit(code || 1);
// A file that did not even load counts as one failure.
const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
process.stdout.write(`${counts.numPassedTests} passed, ${failed} failed\n`);
process.exit(code);
