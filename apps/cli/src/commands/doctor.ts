import { type Command, exactly, parse } from '../command.ts';
import { app } from '../doctor/app.ts';
import type { Check } from '../doctor/check.ts';
import { clock } from '../doctor/clock.ts';
import { database } from '../doctor/database.ts';
import { permissions } from '../doctor/permissions.ts';
import { preFlight } from '../doctor/pre-flight.ts';
import { streams } from '../doctor/streams.ts';
import { tokens } from '../doctor/tokens.ts';
import { webhook } from '../doctor/webhook.ts';
import { print } from '../print.ts';
import { Target } from '../target.ts';
import { DataFolder } from '../up/folder.ts';

const checks: readonly Check[] = [database, permissions, clock, streams, tokens, app, preFlight, webhook];

interface Outcome {
  readonly check: string;
  readonly ok: boolean;
  readonly seen: string;
  readonly faults: readonly string[];
}

export const doctor: Command = {
  name: 'doctor',
  summary: 'Look at database, permissions, clock, streams, tokens, app, TikTok and webhook, and say what is wrong',
  usage: `duet doctor [--json]

  --json  one JSON document instead of lines

The exit code is 1 when something is wrong. Works on what \`duet up\` runs, or on what the environment names:
DATABASE_ADMIN_URL, <SERVICE>_DATABASE_PASSWORD, NATS_URL, PUBLIC_URL, DUET_API_KEY and WEBHOOK_URL.`,

  async run(args) {
    const { values, positionals } = parse(args, { json: { type: 'boolean', default: false } });
    exactly(positionals);
    const target = await Target.find(process.env, DataFolder.default());
    const outcomes: Outcome[] = [];
    for (const check of checks) {
      const outcome = await examine(check, target);
      outcomes.push(outcome);
      if (!values.json) show(outcome);
    }
    if (values.json) print(JSON.stringify({ ok: outcomes.every(({ ok }) => ok), checks: outcomes }, null, 2));
    return outcomes.every(({ ok }) => ok) ? 0 : 1;
  },
};

/** A check that cannot even look has found something, too. */
async function examine({ name, run }: Check, target: Target): Promise<Outcome> {
  try {
    const { seen, faults } = await run(target);
    return { check: name, ok: faults.length === 0, seen, faults };
  } catch (error) {
    return { check: name, ok: false, seen: '', faults: [reasonOf(error)] };
  }
}

/** `fetch failed` says nothing; its cause does. Several addresses that refuse make an error without a message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error.cause ?? (error instanceof AggregateError ? error.errors[0] : undefined);
  return inner instanceof Error ? `${error.message} ${reasonOf(inner)}`.trim() : error.message;
}

function show({ check, ok, seen, faults }: Outcome): void {
  print(`${ok ? 'ok   ' : 'FAULT'}  ${check.padEnd(12)} ${ok ? seen : faults.join('\n                    ')}`);
}
