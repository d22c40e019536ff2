import { ask } from '../child.ts';
import { type Command, exactly, parse, UsageError } from '../command.ts';
import { programOf } from '../installation.ts';
import { print } from '../print.ts';
import { Target } from '../target.ts';
import { DataFolder } from '../up/folder.ts';

export const workspace: Command = {
  name: 'workspace',
  summary: 'Make a workspace with its owner, or change its plan',
  usage: `duet workspace create --name <name> --owner-email <e-mail> --owner-name <name> [--plan free|paid]
       duet workspace set-plan --workspace <id> --plan free|paid

The owner's password is taken from DUET_OWNER_PASSWORD, or generated and shown once. TikTok needs the paid plan.
Works on what \`duet up\` runs, or on DATABASE_ADMIN_URL with GATEWAY_DATABASE_PASSWORD.`,

  async run([action, ...args]) {
    const command = action === undefined ? undefined : commandOf(action, args);
    if (!command) throw new UsageError(`create or set-plan must follow, not '${action ?? ''}'`);
    const target = await Target.find(process.env, DataFolder.default());
    const answer = await ask(programOf('gateway', 'admin'), command, { DATABASE_URL: target.workerUrl('gateway') });
    print(JSON.stringify(answer, null, 2));
  },
};

const text = { type: 'string' } as const;

function commandOf(action: string, args: readonly string[]): string[] | undefined {
  switch (action) {
    case 'create': {
      const { values, positionals } = parse(args, { name: text, plan: text, 'owner-email': text, 'owner-name': text });
      exactly(positionals);
      return ['create-workspace', ...given(values, ['name', 'owner-email', 'owner-name'])];
    }
    case 'set-plan': {
      const { values, positionals } = parse(args, { workspace: text, plan: text });
      exactly(positionals);
      return ['set-plan', ...given(values, ['workspace', 'plan'])];
    }
    default:
      return undefined;
  }
}

function given(values: Readonly<Record<string, string | undefined>>, needed: readonly string[]): string[] {
  const missing = needed.find((name) => values[name] === undefined);
  if (missing !== undefined) throw new UsageError(`--${missing} is missing`);
  return Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
}
