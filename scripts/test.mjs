import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root, run } from './run.mjs';

/** Journeys in which nobody touches the inbox. */
const handless = '(compose|phone|post-kinds|tracing)';

/**
 * `npm test [-- <jest options and path patterns>]`: the tests that take seconds.
 * `--faults` runs those that break servers on purpose, `--journeys` those that use the whole system; both need the build.
 */
const kinds = {
  // Whole systems are broken one at a time; beside them runs what breaks one service, and healing, which mostly waits for
  // its turns at TikTok.
  '--faults': {
    runs: [
      { files: String.raw`/system-tests/(?!.*/healing\.).*\.faults\.spec\.tsx?$` },
      { files: String.raw`^(?!.*/system-tests/(?!.*/healing\.)).*\.faults\.spec\.tsx?$` },
    ],
    needsBuild: true,
  },
  // What a person does in the inbox is done with a pointer, and beside that with keys alone; both runs share out the rest.
  '--journeys': {
    runs: [
      { files: String.raw`^(?!.*/${handless}).*\.journey\.tsx?$` },
      { files: String.raw`/(by-hand/.*|${handless})\.journey\.tsx?$`, env: { DUET_HANDS: 'keys' } },
    ],
    needsBuild: true,
  },
};
const everyday = { runs: [{ files: String.raw`(?<!\.faults)\.spec\.tsx?$` }], needsBuild: false };

const args = process.argv.slice(2);
const wanted = args.find((arg) => arg in kinds);
const { runs, needsBuild } = wanted ? kinds[wanted] : everyday;

if (needsBuild) {
  const { code } = await run('node', [join('scripts', 'build.mjs')], { show: true });
  if (code !== 0) process.exit(code);
}

/** What Jest counted stays here for `npm run requirements`. */
const folder = join(root, 'test-results');
await mkdir(folder, { recursive: true });
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');

/** @returns what Jest counted in the files whose paths match, and its exit code */
async function test({ files, env }, index) {
  const results = join(folder, `${(wanted ?? 'test').replace('--', '')}-${index}.json`);
  await rm(results, { force: true });
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
      `--maxWorkers=${needsBuild ? 1 : 3}`,
      ...(runs.length > 1 ? ['--passWithNoTests'] : []),
      ...args.filter((arg) => arg !== wanted),
    ],
    { show: true, env },
  );
  return { code, counts: await readFile(results, 'utf8').then(JSON.parse, () => undefined) };
}

const outcomes = await Promise.all(runs.map(test));

const code = Math.max(...outcomes.map((outcome) => outcome.code));
if (outcomes.some(({ counts }) => counts === undefined)) process.exit(code || 1);
const sum = (count) => outcomes.reduce((total, { counts }) => total + count(counts), 0);
const passed = sum(({ numPassedTests }) => numPassedTests);
// A file that did not even load counts as one failure.
const failed = sum(({ numFailedTests, numRuntimeErrorTestSuites }) => numFailedTests + numRuntimeErrorTestSuites);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(code);
