import { readFile } from 'node:fs/promises';
import { RegionRule, RegionsGet, RegionsSet } from '@duet/contracts';
import { z } from 'zod';
import { type Command, exactly, Failure, parse, UsageError } from '../command.ts';
import { asOperator, type Ask } from '../operator.ts';
import { print, printTable } from '../print.ts';
import { Target } from '../target.ts';
import { DataFolder } from '../up/folder.ts';

export const regions: Command = {
  name: 'regions',
  summary: "Look at the regions in which TikTok's APIs do not work, or replace the list",
  usage: `duet regions list [--json]
       duet regions set <file>
       duet regions reset

  --json  as \`set\` takes it: rules with api, of, closedIn, text, source and asOf
  reset   goes back to the list that Duet ships

Works on what \`duet up\` runs, or on NATS_URL.`,

  async run([action, ...args]) {
    const perform = actions[action ?? ''];
    if (!perform) throw new UsageError(`list, set or reset must follow, not '${action ?? ''}'`);
    const work = await perform(args);
    const { natsUrl } = await Target.find(process.env, DataFolder.default());
    await asOperator(natsUrl, work);
  },
};

type Action = (args: readonly string[]) => Promise<(ask: Ask) => Promise<void>>;

const actions: Readonly<Record<string, Action>> = { list, set, reset };

async function list(args: readonly string[]): ReturnType<Action> {
  const { values, positionals } = parse(args, { json: { type: 'boolean', default: false } });
  exactly(positionals);
  return async (ask) => {
    const { rules, changedAt } = await ask(RegionsGet, {});
    if (values.json) return print(JSON.stringify(rules, null, 2));
    const rows = rules.map(({ api, of, closedIn, source, asOf }) => [api, of, closedIn.join(' '), asOf, source]);
    printTable(['api', 'of', 'closed in', 'as of', 'source'], rows, 'No region is closed.');
    print(changedAt === null ? 'This is the list that Duet ships.' : `Changed here at ${changedAt}.`);
  };
}

async function set(args: readonly string[]): ReturnType<Action> {
  const [file = ''] = exactly(parse(args, {}).positionals, 'file');
  const rules = parseRules(
    file,
    await readFile(file, 'utf8').catch((cause: unknown) => {
      throw new Failure(`${file} cannot be read.`, { cause });
    }),
  );
  return async (ask) => {
    const told = await ask(RegionsSet, { rules });
    print(`${told.rules.length} rules are in force.`);
  };
}

async function reset(args: readonly string[]): ReturnType<Action> {
  exactly(parse(args, {}).positionals);
  return async (ask) => {
    const told = await ask(RegionsSet, { rules: null });
    print(`The ${told.rules.length} rules that Duet ships are in force again.`);
  };
}

function parseRules(file: string, text: string): RegionRule[] {
  try {
    return z.array(RegionRule).parse(JSON.parse(text));
  } catch (cause) {
    const issues = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new Failure(`${file} holds no list of regions: ${issues}`, { cause });
  }
}
