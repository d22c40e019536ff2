import { execFile } from 'node:child_process';
import { sep } from 'node:path';
import { Failure } from './command.ts';

/**
 * Runs one of our programs to its end.
 *
 * @param environment besides this process's own
 * @returns what it printed: one line of JSON, parsed
 * @throws Failure with what it wrote to its standard error
 */
export function ask(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const options = { env: { ...process.env, ...environment }, timeout: 120_000 };
    execFile(process.execPath, ['--enable-source-maps', program, ...args], options, (cause, stdout, stderr) => {
      if (cause) reject(new Failure(`${nameOf(program)}: ${stderr.trim() || cause.message}`, { cause }));
      else resolve(JSON.parse(stdout));
    });
  });
}

/** `gateway admin` of `…/apps/gateway/dist/admin.js`. */
const nameOf = (program: string): string =>
  program.split(sep).slice(-3).join(' ').replace(' dist ', ' ').replace(/\.js$/, '');
