import type { Command } from './command.ts';
import { appCredentials } from './commands/app-credentials.ts';
import { deadLetters } from './commands/dead-letters.ts';
import { demo } from './commands/demo.ts';
import { doctor } from './commands/doctor.ts';
import { migrate } from './commands/migrate.ts';
import { ownerLink } from './commands/owner-link.ts';
import { provision } from './commands/provision.ts';
import { quarantine } from './commands/quarantine.ts';
import { regions } from './commands/regions.ts';
import { report } from './commands/report.ts';
import { seed } from './commands/seed.ts';
import { up } from './commands/up.ts';
import { workspace } from './commands/workspace.ts';

export const commands: readonly Command[] = [
  up,
  demo,
  doctor,
  deadLetters,
  quarantine,
  regions,
  appCredentials,
  report,
  workspace,
  ownerLink,
  seed,
  migrate,
  provision,
];
