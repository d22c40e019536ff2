import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../run.mjs';

const LATER = 'later: ';

/** Every exact string of docs/strings.md stands in the journey that is said to read it, but for those of later work. */
export async function strings() {
  const lines = (await readFile(join(root, 'docs', 'strings.md'), 'utf8')).split('\n');
  const rows = lines.filter((line) => line.startsWith('| STR-')).map((line) => line.split(' | '));
  if (rows.length === 0) return 'docs/strings.md: no string was found';
  const problems = await Promise.all(rows.map(problemsOf));
  return problems.flat().join('\n');
}

async function problemsOf([id, texts = '', , readBy = '']) {
  if (readBy.startsWith(LATER)) return [];
  const [, journey] = /\((?:\.\.\/)?(.+)\)/.exec(readBy) ?? [];
  if (!journey) return [`docs/strings.md: ${id} names neither a journey nor "${LATER}…"`];
  const source = await readFile(join(root, journey), 'utf8');
  const quoted = [...texts.matchAll(/`([^`]+)`/g)].map(([, text]) => text);
  const missing = quoted.filter((text) => !partsOf(text).every((part) => source.includes(part)));
  return missing.map((text) => `${journey}: does not read '${text}' (${id.slice(2)})`);
}

/** What stands around the gaps, such as `[username]`. */
const partsOf = (text) =>
  text
    .split(/\[[^\]]+\]|\{[^}]+\}/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
