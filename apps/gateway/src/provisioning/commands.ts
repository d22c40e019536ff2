import { parseArgs } from 'node:util';
import { Email, newId, NewPassword, PersonName, Role } from '@duet/contracts';
import type { Database } from '@duet/database';
import { z } from 'zod';
import { createApiKey } from '../api-keys/api-key.ts';
import { createOwnerLink } from '../owner-links/owner-link.ts';
import type { Command } from '../people/memberships.ts';
import { hashPassword } from '../sessions/password.ts';
import { newToken } from '../sessions/token.ts';
import { addPerson, createWorkspace, lockProvisioning, setPlan } from './workspaces.ts';
import { workspaceStore } from './workspace.store.ts';

/** The operator asked for something that cannot be; the message is a sentence. */
export class BadCommand extends Error {
  override readonly name = 'BadCommand';
}

const Name = PersonName;
const Plan = z.enum(['free', 'paid']);
const Secrets = z.object({ DUET_OWNER_PASSWORD: NewPassword.optional(), DUET_PERSON_PASSWORD: NewPassword.optional() });
type Secrets = z.infer<typeof Secrets>;

const commands = {
  'create-workspace': define(
    z.object({ name: Name, plan: Plan.default('free'), 'owner-email': Email, 'owner-name': Name }),
    async (options, secrets) => {
      const password = secrets.DUET_OWNER_PASSWORD ?? newToken();
      const passwordHash = await hashPassword(password);
      return async (command) => {
        const owner = { email: options['owner-email'], name: options['owner-name'], passwordHash };
        const wanted = { name: options.name, plan: options.plan, owner };
        const { isNewPerson, ...made } = await createWorkspace(command, wanted);
        const isTold = isNewPerson && !secrets.DUET_OWNER_PASSWORD;
        return { ...made, email: owner.email, ...(isTold ? { password } : {}) };
      };
    },
  ),
  'set-plan': define(z.object({ workspace: z.uuid(), plan: Plan }), async ({ workspace, plan }) => async (command) => {
    if (!(await setPlan(command, workspace, plan))) throw noWorkspace(workspace);
    return { workspaceId: workspace, plan };
  }),
  'owner-link': define(z.object({ workspace: z.uuid() }), async ({ workspace }) => async ({ tx, now }) => {
    const link = await createOwnerLink(tx, workspace, now);
    if (!link) throw new BadCommand(`There is no workspace ${workspace} with an owner.`);
    return link;
  }),
  'create-api-key': define(
    z.object({ workspace: z.uuid(), role: Role, name: Name }),
    async ({ workspace, role, name }) =>
      async ({ tx, now }) => {
        if (!(await workspaceStore.exists(tx, workspace))) throw noWorkspace(workspace);
        const { apiKey } = await createApiKey(tx, { workspaceId: workspace, role, name, createdBy: null, now });
        return { apiKey };
      },
  ),
  'add-person': define(
    z.object({ workspace: z.uuid(), email: Email, name: Name, role: Role }),
    async ({ workspace, email, name, role }, secrets) => {
      const password = secrets.DUET_PERSON_PASSWORD ?? newToken();
      const passwordHash = await hashPassword(password);
      return async (command) => {
        if (!(await workspaceStore.exists(command.tx, workspace))) throw noWorkspace(workspace);
        const person = { email, name, passwordHash };
        const made = await addPerson(command, { workspaceId: workspace, role, person });
        const isTold = made.created && !secrets.DUET_PERSON_PASSWORD;
        return { workspaceId: workspace, ...made, email, role, ...(isTold ? { password } : {}) };
      };
    },
  ),
};

type InTransaction = (command: Command) => Promise<Readonly<Record<string, unknown>>>;

/** Checked and hashed before the transaction begins; `run` is all that happens inside it. */
function define<Schema extends z.ZodObject>(
  schema: Schema,
  prepare: (options: z.output<Schema>, secrets: Secrets) => Promise<InTransaction>,
) {
  return {
    options: Object.keys(schema.shape),
    prepare: (values: unknown, secrets: Secrets) => prepare(parse(schema, values), secrets),
  };
}

/**
 * Runs one command of an operator.
 *
 * @returns what is printed, as one line of JSON; a generated password or key stands in it and nowhere else
 * @throws BadCommand
 */
export async function runCommand(
  database: Database,
  [name = '', ...args]: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Readonly<Record<string, unknown>>> {
  const command = Object.entries(commands).find(([known]) => known === name)?.[1];
  if (!command) throw new BadCommand(`"${name}" is no command. Use one of ${Object.keys(commands).join(', ')}.`);
  const run = await command.prepare(optionsOf(command.options, args), parse(Secrets, environment));
  const cause = { id: newId(), correlationId: newId() };
  return database.asWorker(async (tx) => {
    await lockProvisioning(tx);
    return run({ tx, now: new Date(), cause });
  });
}

function optionsOf(names: readonly string[], args: readonly string[]): unknown {
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw new BadCommand(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, values: unknown): z.output<Schema> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new BadCommand(problems.join('; '));
}

const noWorkspace = (id: string): BadCommand => new BadCommand(`There is no workspace ${id}.`);
