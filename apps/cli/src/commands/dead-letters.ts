import { consumingServices, deadLetterQuestions, type Owner } from '@duet/contracts';
import { type Command, exactly, parse, UsageError, wholeNumber } from '../command.ts';
import { asOperator, type Ask } from '../operator.ts';
import { brief, print, printTable } from '../print.ts';
import { Target } from '../target.ts';
import { DataFolder } from '../up/folder.ts';

export const deadLetters: Command = {
  name: 'dead-letters',
  summary: 'Look at events that a service gave up on, handle them again or drop them',
  usage: `duet dead-letters list [--service <name>] [--limit <n>]
       duet dead-letters show <durable> <event-id>
       duet dead-letters retry <durable> [<event-id>]
       duet dead-letters retry --all
       duet dead-letters drop <durable> <event-id>

  --service <name>  only those of this service
  --limit <n>       at most so many for each service, 50 when left out
  --all             those of every service

Works on what \`duet up\` runs, or on NATS_URL.`,

  async run([action, ...args]) {
    const perform = actions[action ?? ''];
    if (!perform) throw new UsageError(`list, show, retry or drop must follow, not '${action ?? ''}'`);
    const work = perform(args);
    const { natsUrl } = await Target.find(process.env, DataFolder.default());
    await asOperator(natsUrl, work);
  },
};

type Action = (args: readonly string[]) => (ask: Ask) => Promise<void>;

const actions: Readonly<Record<string, Action>> = { list, show, retry, drop };

function list(args: readonly string[]): (ask: Ask) => Promise<void> {
  const { values, positionals } = parse(args, { service: { type: 'string' }, limit: { type: 'string' } });
  exactly(positionals);
  const limit = wholeNumber('limit', values.limit, 1, 200) ?? 50;
  const services = values.service === undefined ? consumingServices : [serviceNamed(values.service)];
  return async (ask) => {
    const answers = await Promise.all(services.map((service) => ask(deadLetterQuestions(service).list, { limit })));
    const rows = answers
      .flatMap((answer) => answer.deadLetters)
      .map(({ durable, eventId, type, attempts, failedAt, cause }) => [
        durable,
        eventId,
        type,
        String(attempts),
        failedAt,
        brief(cause),
      ]);
    printTable(['durable', 'event', 'type', 'tries', 'given up', 'cause'], rows, 'There are no dead letters.');
    const total = answers.reduce((sum, answer) => sum + answer.total, 0);
    if (total > rows.length) print(`${total - rows.length} more are not shown; raise --limit.`);
  };
}

function show(args: readonly string[]): (ask: Ask) => Promise<void> {
  const [durable = '', eventId = ''] = exactly(parse(args, {}).positionals, 'durable', 'event-id');
  const service = serviceOf(durable);
  return async (ask) =>
    print(JSON.stringify(await ask(deadLetterQuestions(service).show, { durable, eventId }), null, 2));
}

function retry(args: readonly string[]): (ask: Ask) => Promise<void> {
  const { values, positionals } = parse(args, { all: { type: 'boolean', default: false } });
  const [durable, eventId, ...rest] = positionals;
  if (values.all === (durable !== undefined) || rest.length > 0) {
    throw new UsageError('Name a durable and perhaps an event, or say --all');
  }
  const services = durable === undefined ? consumingServices : [serviceOf(durable)];
  return async (ask) => {
    const answers = await Promise.all(
      services.map((service) => ask(deadLetterQuestions(service).retry, { durable, eventId })),
    );
    print(`${answers.reduce((sum, { retried }) => sum + retried, 0)} are handled again.`);
  };
}

function drop(args: readonly string[]): (ask: Ask) => Promise<void> {
  const [durable = '', eventId = ''] = exactly(parse(args, {}).positionals, 'durable', 'event-id');
  const service = serviceOf(durable);
  return async (ask) => {
    const { dropped } = await ask(deadLetterQuestions(service).drop, { durable, eventId });
    print(dropped === 0 ? 'There is no such dead letter.' : 'Dropped.');
  };
}

const serviceOf = (durable: string): Owner => serviceNamed(durable.split('__')[0] ?? '');

function serviceNamed(name: string): Owner {
  const service = consumingServices.find((known) => known === name);
  if (!service) throw new UsageError(`'${name}' is none of ${consumingServices.join(', ')}`);
  return service;
}
