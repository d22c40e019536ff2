import type { Command } from './command.ts';
import { up } from './commands/up.ts';

export const commands: readonly Command[] = [up];
