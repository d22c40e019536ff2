import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { coverage, testsOfRequirements } from './requirements/coverage.mjs';
import { requirementsDocument } from './requirements/document.mjs';
import { readResults, runFiles, unproven } from './requirements/results.mjs';
import { root, run } from './run.mjs';

/**
 * `npm run requirements [-- <results of jest --json> …]`: runs the tests that name a requirement, or takes the results
 * of a run, and writes docs/requirements.md if all of them passed.
 */
const tests = await testsOfRequirements();
const given = process.argv.slice(2);
const results =
  given.length > 0
    ? (await Promise.all(given.map(readResults))).flat()
    : await runFiles([...new Set(tests.map(({ file }) => file))]);

const missing = unproven(tests, results);
for (const { file, path } of missing) process.stderr.write(`did not pass: ${file}: ${path.join(' › ')}\n`);
if (missing.length > 0) process.exit(1);

const target = join('docs', 'requirements.md');
await writeFile(join(root, target), requirementsDocument(await coverage()));
await run('prettier', ['--write', target]);
process.stdout.write(`${target}: ${tests.length} tests name a requirement, and all of them passed\n`);
