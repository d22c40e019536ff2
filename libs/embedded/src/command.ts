import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** A user of this machine, to run a program as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface RunOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  /** Only root can run a program as somebody else. */
  readonly account?: Account | undefined;
}

/** Where a program lies on the PATH of the given environment. */
export async function findCommand(name: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const folder of (env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const path = join(folder, name);
    const runs = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return path;
  }
  return undefined;
}

/**
 * Runs a program in `/` to its end and answers what it wrote to its standard output.
 *
 * @throws Error with the last line of its standard error as the message, or that it took too long
 */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  const { env, timeoutMs, account } = options;
  return new Promise((resolve, reject) => {
    execFile(command, args, { env, timeout: timeoutMs, cwd: '/', ...account }, (cause, stdout, stderr) => {
      if (cause === null) return resolve(stdout);
      const reason = cause.killed ? `no answer within ${timeoutMs} ms` : lastLine(stderr) || cause.message;
      reject(new Error(reason, { cause }));
    });
  });
}

/** The message of whatever was thrown, with that of its cause where the outer one says too little. */
export function messageOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return String(error);
  const cause = 'cause' in error && error.message === 'fetch failed' ? error.cause : undefined;
  return cause === undefined ? String(error.message) : messageOf(cause);
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
