import { UsageError } from './command.ts';
import { commands } from './commands.ts';

const byName = (name: string) => commands.find((command) => command.name === name);

test.each(commands.map(({ name }) => [name]))(
  '%s explains itself and refuses an option it does not know',
  async (name) => {
    const command = byName(name);
    expect(command?.usage).toMatch(new RegExp(`^duet ${name}\\b`));
    await expect(command?.run(['--no-such-option'])).rejects.toBeInstanceOf(UsageError);
  },
);

test.each([
  ['dead-letters', ['retry'], 'say --all'],
  ['dead-letters', ['retry', '--all', 'delivery__send-messages'], 'say --all'],
  ['dead-letters', ['show', 'nobody__reacts', 'x'], "'nobody'"],
  ['dead-letters', ['list', '--limit', '0'], '--limit'],
  ['quarantine', ['release'], 'say --all'],
  ['quarantine', ['empty'], "'empty'"],
  ['workspace', ['create', '--name', 'Shop'], '--owner-email is missing'],
  ['workspace', ['set-plan', '--plan', 'paid'], '--workspace is missing'],
  ['report', ['make'], "'make'"],
  ['up', ['now'], "'now'"],
])('duet %s %p is refused before anything is touched', async (name, args, reason) => {
  await expect(byName(name)?.run(args)).rejects.toThrow(reason);
});
