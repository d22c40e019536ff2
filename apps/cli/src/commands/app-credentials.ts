import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { type TikTokAppView, TikTokAppGet, TikTokAppSet } from '@duet/contracts';
import { type Command, exactly, Failure, parse, UsageError } from '../command.ts';
import { asOperator, type Ask } from '../operator.ts';
import { print } from '../print.ts';
import { Target } from '../target.ts';
import { DataFolder } from '../up/folder.ts';

export const appCredentials: Command = {
  name: 'app-credentials',
  summary: 'Look at the TikTok app of this installation, or replace its key and secret without a restart',
  usage: `duet app-credentials show
       duet app-credentials set --client-key <key> [--secret-file <file>]

  --secret-file  where the secret is; without it, it is read from the standard input

The secret is never an argument, where other people of the machine could read it, and never shown again.
Works on what \`duet up\` runs, or on NATS_URL.`,

  async run([action, ...args]) {
    const perform = actions[action ?? ''];
    if (!perform) throw new UsageError(`show or set must follow, not '${action ?? ''}'`);
    const work = await perform(args);
    const { natsUrl } = await Target.find(process.env, DataFolder.default());
    print(inWords(await asOperator(natsUrl, work)));
  },
};

type Action = (args: readonly string[]) => Promise<(ask: Ask) => Promise<TikTokAppView>>;

const actions: Readonly<Record<string, Action>> = {
  async show(args) {
    exactly(parse(args, {}).positionals);
    return (ask) => ask(TikTokAppGet, {});
  },

  async set(args) {
    const { values, positionals } = parse(args, {
      'client-key': { type: 'string' },
      'secret-file': { type: 'string' },
    });
    exactly(positionals);
    const clientKey = values['client-key'];
    if (clientKey === undefined) throw new UsageError('--client-key is missing');
    const clientSecret = (await readSecret(values['secret-file'])).trim();
    return (ask) => ask(TikTokAppSet, { clientKey, clientSecret });
  },
};

async function readSecret(file: string | undefined): Promise<string> {
  if (file === undefined) return text(process.stdin);
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Failure(`${file} cannot be read`, { cause });
  });
}

function inWords(app: TikTokAppView): string {
  const from =
    app.source === 'environment'
      ? 'from the environment'
      : `set ${app.changedAt ?? ''} by ${app.changedBy?.name ?? ''}`;
  const previous = app.previousAcceptedUntil;
  const overlap = previous === null ? '' : `\nWebhooks signed with the secret before it are taken until ${previous}.`;
  return `Client key ${app.clientKey}, secret ending in ${app.secretEndsWith}: ${from}.${overlap}`;
}
