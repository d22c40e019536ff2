import { z } from 'zod';
import { ask } from '../child.ts';
import { type Command, exactly, parse, UsageError } from '../command.ts';
import { programOf } from '../installation.ts';
import { print } from '../print.ts';
import { Target } from '../target.ts';
import { DataFolder } from '../up/folder.ts';

const Link = z.object({ token: z.string(), email: z.string(), expiresAt: z.string() });

export const ownerLink: Command = {
  name: 'owner-link',
  summary: "Make a one-time link with which a workspace's owner sets a password",
  usage: `duet owner-link --workspace <id>

The link works once, within 24 hours, and makes an earlier one void; the earlier password and sessions end with it.
Works on what \`duet up\` runs, or on DATABASE_ADMIN_URL with GATEWAY_DATABASE_PASSWORD and PUBLIC_URL.`,

  async run(args) {
    const { values, positionals } = parse(args, { workspace: { type: 'string' } });
    exactly(positionals);
    if (values.workspace === undefined) throw new UsageError('--workspace is missing');
    const target = await Target.find(process.env, DataFolder.default());
    const command = ['owner-link', '--workspace', values.workspace];
    const answer = await ask(programOf('gateway', 'admin'), command, { DATABASE_URL: target.workerUrl('gateway') });
    const { token, email, expiresAt } = Link.parse(answer);
    // Behind the #, so that no server and no log on the way sees it.
    print(`For ${email}, until ${expiresAt}:\n${target.publicUrl}/welcome#${token}`);
  },
};
