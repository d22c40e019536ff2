import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from './command.ts';
import { isAlive, killWithChildren, send } from './process-table.ts';

export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** Both output streams are appended here. */
  readonly logFile: string;
  /** Asks the server to end well: `stop` sends it, and so does the guard when this process is gone. */
  readonly stopSignal: 'SIGINT' | 'SIGTERM';
  readonly env: NodeJS.ProcessEnv;
  readonly account?: Account | undefined;
}

/** A server that ends when this process ends, however this process ends, and that does not keep it from ending. */
export interface ServerProcess {
  readonly pid: number;
  readonly running: boolean;
  /** How it ended, in words. */
  readonly ended: Promise<string>;
  /** The last lines it wrote since this start. */
  logTail(): string;
  /** Sends the stop signal, then SIGKILL when it is still there after the time-out. */
  stop(timeoutMs?: number): Promise<void>;
  /** SIGKILL for it and for every child it has; all are gone when this resolves. */
  kill(): Promise<void>;
}

export async function startServer(server: ServerCommand): Promise<ServerProcess> {
  const logStart = existsSync(server.logFile) ? statSync(server.logFile).size : 0;
  const log = openSync(server.logFile, 'a', 0o600);
  const child = spawn(server.command, server.args, {
    // Its own process group: Ctrl-C in a terminal is for this process, which ends its servers last.
    detached: true,
    stdio: ['ignore', log, log],
    env: server.env,
    // The account a server runs under may not be allowed to enter the folder we were started in.
    cwd: '/',
    ...server.account,
  });
  closeSync(log);
  const ended = new Promise<string>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`)),
  );
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${server.command} has no process id.`);
  const guard = startGuard(pid, server.stopSignal);
  let running = true;
  void ended.then(() => {
    running = false;
    guard.release();
  });
  child.unref();

  return {
    pid,
    get running() {
      return running;
    },
    ended,
    logTail: () => lastLines(server.logFile, logStart),
    async stop(timeoutMs = 10_000) {
      child.ref();
      if (running) send(pid, server.stopSignal);
      const patience = setTimeout(() => killWithChildren(pid), timeoutMs);
      await ended;
      clearTimeout(patience);
    },
    async kill() {
      child.ref();
      const children = running ? killWithChildren(pid) : [];
      await ended;
      while (children.some(isAlive)) await delay(5);
    },
  };
}

/** Asks again and again until there is an answer; throws with the log's last lines when the server ends or is too slow. */
export async function untilAnswer<T>(
  server: ServerProcess,
  name: string,
  timeoutMs: number,
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    if (!server.running) throw new Error(`${name} ended while starting. It wrote:\n${server.logTail()}`);
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) {
      await server.kill();
      throw new Error(`${name} was not ready after ${timeoutMs} ms. It wrote:\n${server.logTail()}`);
    }
    await delay(20);
  }
}

/** A shell that reads a pipe which only this process holds open: its end means that this process is gone. */
function startGuard(pid: number, stopSignal: 'SIGINT' | 'SIGTERM'): { release(): void } {
  const script = `trap '' INT TERM HUP; read -r _; kill -s ${stopSignal.slice(3)} ${pid}`;
  const guard = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  guard.unref();
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  return { release: () => guard.kill('SIGKILL') };
}

function lastLines(file: string, from: number): string {
  return readFileSync(file).subarray(from).toString('utf8').trimEnd().split('\n').slice(-20).join('\n');
}
