import type { Command } from './command.ts';
import { Failure, UsageError } from './command.ts';
import { commands } from './commands.ts';

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(overview());
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) return wrongUsage(`'${name}' is not a command of duet`, 'duet --help');
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${command.summary}.\n\nUsage: ${command.usage}\n`);
    return 0;
  }
  return run(command, args);
}

async function run(command: Command, args: readonly string[]): Promise<number> {
  try {
    return (await command.run(args)) ?? 0;
  } catch (error) {
    if (error instanceof UsageError) return wrongUsage(error.message, `duet ${command.name} --help`);
    const isExplained = error instanceof Failure;
    process.stderr.write(
      `${isExplained || !(error instanceof Error) ? String(error).replace(/^Failure: /, '') : (error.stack ?? '')}\n`,
    );
    return 1;
  }
}

function wrongUsage(problem: string, help: string): number {
  process.stderr.write(`${problem}. See \`${help}\`.\n`);
  return 2;
}

function overview(): string {
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(14)}${summary}`);
  return `Duet: the TikTok channel for customer teams.\n\nUsage: duet <command> [options]\n\n${lines.join('\n')}\n\n\`duet <command> --help\` says more.\n`;
}
