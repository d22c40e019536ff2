import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** One subcommand of `duet`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Shown by `duet <name> --help`, without the summary. */
  readonly usage: string;
  /** @returns the exit code, 0 when left out */
  run(args: readonly string[]): Promise<number | void>;
}

/** The command line is wrong: the message and the way to the help are shown, and the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What the command was asked cannot be done; the message is a sentence for the person who asked. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** Reads options and positionals strictly. @throws UsageError */
export function parse<const Options extends ParseArgsOptionsConfig>(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message.split('. ')[0] : String(cause), { cause });
  }
}

/** The positionals, exactly so many. @throws UsageError */
export function exactly(positionals: readonly string[], ...names: readonly string[]): string[] {
  const missing = names[positionals.length];
  if (missing !== undefined) throw new UsageError(`<${missing}> is missing`);
  const extra = positionals[names.length];
  if (extra !== undefined) throw new UsageError(`Unexpected argument '${extra}'`);
  return [...positionals];
}

/** A whole number in a range, undefined when left out. @throws UsageError */
export function wholeNumber(name: string, text: string | undefined, lowest: number, highest: number) {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < lowest || value > highest) {
    throw new UsageError(`--${name} must be a whole number from ${lowest} to ${highest}, not '${text}'`);
  }
  return value;
}
