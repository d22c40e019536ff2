import { glob, readFile, writeFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import * as contracts from '@duet/contracts';
import { type MessageDefinition, messageDefinitions, questions, reactions } from '@duet/contracts';

/**
 * Who publishes, consumes and asks what. Prints the table; `--check` compares it with the one in README.md, `--write`
 * puts it there.
 */
const BEGIN = '<!-- topology:begin -->';
const END = '<!-- topology:end -->';
const root = resolve(import.meta.dirname, '..');
const readme = join(root, 'README.md');

const mode = process.argv[2];
const tables = [
  table(['Event or command', 'From', 'To'], await messageRows()),
  table(['Question', 'Asked by'], questionRows()),
].join('\n\n');
if (mode === '--check') await check();
else if (mode === '--write') await write();
else process.stdout.write(`${tables}\n`);

/** An event comes from its owner; a command goes to its owner, from whoever publishes it. */
async function messageRows(): Promise<string[][]> {
  const sorted = messageDefinitions.toSorted((one, other) => one.subject.localeCompare(other.subject));
  return Promise.all(
    sorted.map(async (definition) => [
      `\`${definition.subject}\``,
      definition.kind === 'evt' ? definition.owner : await publishersOf(definition),
      readersOf(definition),
    ]),
  );
}

function readersOf(definition: MessageDefinition): string {
  const durables = Object.values(reactions)
    .filter(({ on }) => on.some(({ subject }) => subject === definition.subject))
    .map(({ durable }) => `\`${durable}\``);
  return durables.join(', ') || '–';
}

/** The services in whose sources it is published by name. */
async function publishersOf(definition: MessageDefinition): Promise<string> {
  const name = Object.entries(contracts).find(([, value]) => value === definition)?.[0];
  const published = new RegExp(`publish\\(\\s*${name}\\b`);
  const found = new Set<string>();
  for await (const file of glob('apps/*/src/**/*.ts', { cwd: root })) {
    const isProduct = !/\.spec\.ts$|\/test(ing)?\//.test(file);
    if (isProduct && published.test(await readFile(join(root, file), 'utf8'))) found.add(file.split(sep)[1] ?? '');
  }
  return [...found].toSorted().join(', ') || '–';
}

/** What every service answers in the same way is one row. */
function questionRows(): string[][] {
  const named = questions.map(({ subject, owner, askedBy }): [string, string] => [
    subject.replace(`rpc.${owner}.dead-letters.`, 'rpc.<service>.dead-letters.'),
    askedBy.join(', '),
  ]);
  return [...new Map(named)]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([subject, askedBy]) => [`\`${subject}\``, askedBy]);
}

/** As prettier formats it, which checks README.md too. */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

async function check(): Promise<void> {
  const text = await readFile(readme, 'utf8');
  if (between(text) === tables) return;
  process.stderr.write('README.md shows another topology than the contracts: run `npm run topology -- --write`.\n');
  process.exitCode = 1;
}

async function write(): Promise<void> {
  const text = await readFile(readme, 'utf8');
  if (between(text) === undefined) throw new Error(`README.md has no ${BEGIN} … ${END}`);
  const head = text.slice(0, text.indexOf(BEGIN) + BEGIN.length);
  await writeFile(readme, `${head}\n\n${tables}\n\n${text.slice(text.indexOf(END))}`);
}

function between(text: string): string | undefined {
  const from = text.indexOf(BEGIN);
  const to = text.indexOf(END);
  return from < 0 || to < from ? undefined : text.slice(from + BEGIN.length, to).trim();
}
