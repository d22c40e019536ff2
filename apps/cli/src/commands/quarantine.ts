import { QuarantineList, QuarantineRelease } from '@duet/contracts';
import { type Command, exactly, parse, UsageError, wholeNumber } from '../command.ts';
import { asOperator, type Ask } from '../operator.ts';
import { brief, print, printTable } from '../print.ts';
import { Target } from '../target.ts';
import { DataFolder } from '../up/folder.ts';

export const quarantine: Command = {
  name: 'quarantine',
  summary: 'Look at webhooks that were kept but not worked on, and let them go on',
  usage: `duet quarantine list [--limit <n>]
       duet quarantine release <id>
       duet quarantine release --all

  --limit <n>  at most so many, 50 when left out

Works on what \`duet up\` runs, or on NATS_URL.`,

  async run([action, ...args]) {
    if (action !== 'list' && action !== 'release') {
      throw new UsageError(`list or release must follow, not '${action ?? ''}'`);
    }
    const work = action === 'list' ? list(args) : release(args);
    const { natsUrl } = await Target.find(process.env, DataFolder.default());
    await asOperator(natsUrl, work);
  },
};

function list(args: readonly string[]): (ask: Ask) => Promise<void> {
  const { values, positionals } = parse(args, { limit: { type: 'string' } });
  exactly(positionals);
  const limit = wholeNumber('limit', values.limit, 1, 200) ?? 50;
  return async (ask) => {
    const { counts, deliveries } = await ask(QuarantineList, { limit });
    const rows = deliveries.map(({ id, state, event, receivedAt, reason }) => [
      id,
      state,
      event ?? '–',
      receivedAt,
      brief(reason),
    ]);
    printTable(['id', 'state', 'event', 'received', 'why'], rows, 'Nothing is in quarantine.');
    const totals = Object.entries(counts).map(([state, count]) => `${count} ${state}`);
    if (totals.length > 0) print(`In all: ${totals.join(', ')}.`);
  };
}

function release(args: readonly string[]): (ask: Ask) => Promise<void> {
  const { values, positionals } = parse(args, { all: { type: 'boolean', default: false } });
  const [id, ...rest] = positionals;
  if (values.all === (id !== undefined) || rest.length > 0) throw new UsageError('Name one by its id, or say --all');
  return async (ask) => {
    const { released } = await ask(QuarantineRelease, { id });
    print(`${released} are worked on again.`);
  };
}
