import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../run.mjs';
import { testTitles } from '../test-titles.mjs';

export const groups = {
  ACC: 'Accounts, permissions, plans and regions',
  CON: 'Connecting, reconnecting, disconnecting',
  WIN: 'Reply window and quota of direct messages',
  DM: 'Direct messages',
  FEED: 'Comments and replies to them',
  MOD: 'Moderation of comments',
  BTN: 'Buttons in direct messages',
  INB: 'The inbox',
};

const ID = new RegExp(String.raw`\b(?:${Object.keys(groups).join('|')})-\d{2}\b`, 'g');
/** A title that names more says of none of them what shows it. */
export const MOST_IDS_A_TEST = 3;

const ANY_ID = /\b[A-Z]{2,4}-\d{2}\b/g;

/** A range would claim what lies between its ends. */
export const RANGE = new RegExp(String.raw`${ID.source}\s*(?:\.\.|…|–)`);

/**
 * @typedef {object} Requirement
 * @property {string} id
 * @property {string} text
 * @property {boolean} [excluded] what must be absent, and refused: here and, where TikTok can be asked for it, there
 * @property {readonly Side[]} [sides] where it must be shown; here by default, an exclusion on both sides
 * @property {string} [later] the group of later work that it, or what its tests do not show of it, belongs to; or "not yet"
 * @typedef {'duet' | 'tiktok'} Side `tiktok` is the simulator: what TikTok itself takes or refuses
 * @typedef {import('../test-titles.mjs').TestTitle} TestTitle
 */

/** @returns {Promise<Requirement[]>} the one list of what is required */
export const readRequirements = async () => JSON.parse(await readFile(join(root, 'docs', 'requirements.json'), 'utf8'));

/** The tests that name a requirement in their title or in that of a block around them. */
export const testsOfRequirements = async () =>
  (await testTitles()).map((test) => ({ ...test, ids: idsIn(test.path) })).filter(({ ids }) => ids.length > 0);

/** The tests that name too many requirements, of whichever group. */
export const crowdedTests = async () =>
  (await testTitles()).filter(({ path }) => new Set(path.join(' ').match(ANY_ID)).size > MOST_IDS_A_TEST);

const idsIn = (path) => [...new Set(path.join(' ').match(ID))];

const sideOf = ({ file }) => (/^(?:libs\/tiktok-|apps\/)simulator\//.test(file) ? 'tiktok' : 'duet');

/** Each requirement with the tests that show it, side by side, and the sides that nothing shows. */
export async function coverage() {
  const [requirements, tests] = await Promise.all([readRequirements(), testsOfRequirements()]);
  return requirements.map((requirement) => {
    const sides = requirement.sides ?? (requirement.excluded ? ['duet', 'tiktok'] : ['duet']);
    const naming = tests.filter(({ ids }) => ids.includes(requirement.id));
    const shown = sides.map((side) => ({ side, tests: naming.filter((test) => sideOf(test) === side) }));
    const missing = shown.filter((one) => one.tests.length === 0).map(({ side }) => side);
    return { ...requirement, shown, missing, isShown: missing.length === 0 && requirement.later === undefined };
  });
}
