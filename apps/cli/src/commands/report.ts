import { ReportRebuild } from '@duet/contracts';
import { type Command, exactly, parse, UsageError } from '../command.ts';
import { asOperator } from '../operator.ts';
import { print } from '../print.ts';
import { Target } from '../target.ts';
import { DataFolder } from '../up/folder.ts';

const PATIENCE_MS = 10 * 60_000;

export const report: Command = {
  name: 'report',
  summary: 'Count the reports again from the stored facts',
  usage: `duet report rebuild

Works on what \`duet up\` runs, or on NATS_URL.`,

  async run([action, ...args]) {
    if (action !== 'rebuild') throw new UsageError(`rebuild must follow, not '${action ?? ''}'`);
    exactly(parse(args, {}).positionals);
    const { natsUrl } = await Target.find(process.env, DataFolder.default());
    const { facts } = await asOperator(natsUrl, (ask) => ask(ReportRebuild, {}, { deadlineMs: PATIENCE_MS }));
    print(`The reports were counted again from ${facts} facts.`);
  },
};
