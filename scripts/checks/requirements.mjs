import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { coverage, crowdedTests, MOST_IDS_A_TEST, RANGE, testsOfRequirements } from '../requirements/coverage.mjs';
import { nameOf, testsInDocument } from '../requirements/document.mjs';
import { root } from '../run.mjs';

/**
 * Every requirement has a test that names it on each side it belongs to, or says to which later work it belongs; what
 * the tests name exists, at most three a test; and docs/requirements.md names no test that is gone. What nothing shows yet is told.
 */
export async function requirements() {
  const [covered, tests, crowded] = await Promise.all([coverage(), testsOfRequirements(), crowdedTests()]);
  const known = new Set(covered.map(({ id }) => id));
  const problems = [
    ...covered
      .filter(({ missing, later }) => missing.length > 0 && later === undefined)
      .map(({ id, missing }) => `docs/requirements.json: ${id} has neither a test (${missing.join(', ')}) nor "later"`),
    ...tests.flatMap(({ file, path, ids }) =>
      ids.filter((id) => !known.has(id)).map((id) => `${file}: ${path.join(' › ')}: there is no ${id}`),
    ),
    ...tests
      .filter(({ path }) => RANGE.test(path.join(' ')))
      .map(({ file, path }) => `${file}: ${path.join(' › ')}: name each requirement instead of a range`),
    ...crowded.map(
      ({ file, path }) =>
        `${file}: ${path.join(' › ')}: split it, a test names at most ${MOST_IDS_A_TEST} requirements`,
    ),
    ...(await goneFrom(covered)),
  ];
  const open = covered.filter(({ later }) => later === 'not yet').map(({ id }) => id);
  return { problems: problems.join('\n'), note: [`${open.length} of ${covered.length} not yet`, ...open].join(' ') };
}

/** Tests that the document names and that are no longer there; it may lack some that came since. */
async function goneFrom(covered) {
  const named = testsInDocument(await readFile(join(root, 'docs', 'requirements.md'), 'utf8'));
  const testsOf = new Map(covered.map(({ id, shown }) => [id, shown.flatMap(({ tests }) => tests)]));
  const isThere = ({ id, name, file }) => testsOf.get(id)?.some((test) => test.file === file && nameOf(test) === name);
  return named
    .filter((test) => !isThere(test))
    .map(({ id, name }) => `docs/requirements.md: '${name}' no longer shows ${id}: run \`npm run requirements\``);
}
