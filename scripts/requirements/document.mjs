import { basename } from 'node:path';
import { groups } from './coverage.mjs';

const MAX_NAMED = 3;
const sideNames = { duet: 'Duet', tiktok: 'the simulator' };

/**
 * The list of requirements as Markdown: what each says, and the tests that show it or the work it belongs to.
 *
 * @param {Awaited<ReturnType<typeof import('./coverage.mjs').coverage>>} covered
 */
export function requirementsDocument(covered) {
  const count = covered.filter(({ isShown }) => isShown).length;
  const head = [
    '# Requirements and the tests that show them',
    '',
    `Written by \`npm run requirements\` after a run in which every test named here passed; \`docs/requirements.json\` has`,
    `the list itself. ${count} of ${covered.length} are shown by tests; up to three of them are named, others may exist. What must be`,
    'absent (Excluded) has a test of ours and, where TikTok could be asked for it at all, one of the simulator, which',
    'refuses it when ours is bypassed. Where no test shows a requirement, or not all of it, the work it belongs to is named.',
  ];
  const sections = Object.entries(groups).flatMap(([group, title]) => {
    const entries = covered.filter(({ id }) => id.startsWith(`${group}-`)).flatMap(entryOf);
    return ['', `## ${group}: ${title}`, '', ...entries];
  });
  return [...head, ...sections, ''].join('\n');
}

function entryOf({ id, text, excluded, shown, missing, later }) {
  const isOneSided = shown.length === 1;
  const proofs = shown.map(({ side, tests }) => {
    const proof = tests.length > 0 ? spread(tests).slice(0, MAX_NAMED).map(linkTo).join(', ') : `_${later}_`;
    return `  - ${isOneSided ? '' : `${sideNames[side]}: `}${proof}`;
  });
  if (later !== undefined && missing.length === 0) proofs.push(`  - the rest: _${later}_`);
  return [`- **${id}** ${excluded ? 'Excluded: ' : ''}${text}`, ...proofs];
}

/** The first test of each file before the second of any. */
function spread(tests) {
  const byFile = [...Map.groupBy(tests, ({ file }) => file).values()];
  return byFile.map(([first]) => first).concat(byFile.flatMap((group) => group.slice(1)));
}

const linkTo = (test) => `\`${nameOf(test)}\` ([${basename(test.file)}](../${test.file}))`;

/** A test as the document names it: without the ids in front, which its entry says. */
export const nameOf = ({ path }) =>
  path.map((title) => title.replace(/^(?:[A-Z]+-?\d+(?:,? )?)+: /, '').replaceAll('`', "'")).join(' › ');

/** The tests that a written document names, each with the id of its entry. */
export function testsInDocument(markdown) {
  return markdown.split(/^- \*\*(?=[A-Z]+-\d\d\*\*)/m).flatMap((entry) => {
    const id = /^[A-Z]+-\d\d/.exec(entry)?.[0];
    const named = [...entry.matchAll(/`([^`]+)` \(\[[^\]]+\]\(\.\.\/([^)]+)\)\)/g)];
    return id === undefined ? [] : named.map(([, name, file]) => ({ id, name, file }));
  });
}
