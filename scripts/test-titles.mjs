import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from '@swc/core';
import { root, run } from './run.mjs';

/**
 * @typedef {object} TestTitle
 * @property {string} file from the root folder
 * @property {readonly string[]} path the title under the titles of the blocks around it, as they are written: `%s` and
 * `$name` stand for a parameter
 */

/**
 * Every test as the sources of the tests write it, without running any.
 *
 * @returns {Promise<TestTitle[]>} sorted by file, then as they stand in it
 */
export async function testTitles() {
  const { output } = await run('git', [
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
    'apps',
    'libs',
    'bench',
  ]);
  const files = output.split('\n').filter((file) => /\.(spec\.tsx?|journey\.ts)$/.test(file));
  const found = await Promise.all([...new Set(files)].toSorted().map(titlesIn));
  return found.flat();
}

async function titlesIn(file) {
  const source = await readFile(join(root, file), 'utf8').catch(() => '');
  const module = await parse(source, { syntax: 'typescript', tsx: file.endsWith('x'), decorators: true });
  return titlesBelow(module, []).map((path) => ({ file, path }));
}

function titlesBelow(node, around) {
  if (typeof node !== 'object' || node === null) return [];
  const call = node.type === 'CallExpression' ? titledCall(node) : undefined;
  if (call?.kind === 'test') return [[...around, call.title]];
  const inside = call?.kind === 'describe' ? [...around, call.title] : around;
  return Object.values(node).flatMap((child) => titlesBelow(child, inside));
}

/** `test('…')`, `test.each(…)('…')` and the same of `describe`; not `test.each(…)` by itself. */
function titledCall({ callee, arguments: [first] }) {
  const kind = calledName(callee);
  const title = first && textOf(first.expression);
  return (kind === 'test' || kind === 'describe') && title !== undefined ? { kind, title } : undefined;
}

function calledName(callee) {
  if (callee.type === 'Identifier') return callee.value;
  return callee.type === 'MemberExpression' ? calledName(callee.object) : callee.callee && calledName(callee.callee);
}

/** A literal, or a template whose gaps read `%s`. */
function textOf({ type, value, quasis }) {
  if (type === 'StringLiteral') return value;
  return type === 'TemplateLiteral' ? quasis.map(({ cooked }) => cooked).join('%s') : undefined;
}
