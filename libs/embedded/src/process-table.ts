import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const hasProc = existsSync('/proc/self/stat');

export function isAlive(pid: number): boolean {
  return process.platform === 'linux' && hasProc ? linuxState(pid) !== undefined : send(pid, 0);
}

/** False when the process is gone already. */
export function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

/**
 * Kills a process and its children; it is stopped first, so that it starts no other between the look and the kill.
 * @returns the children, which may need a moment to be gone
 */
export function killWithChildren(pid: number): number[] {
  send(pid, 'SIGSTOP');
  const children = childrenOf(pid);
  for (const target of [...children, pid]) send(target, 'SIGKILL');
  return children;
}

/** The name of the program a process runs, undefined when there is no such process. */
export function programOf(pid: number): string | undefined {
  if (hasProc) return linuxState(pid)?.program;
  return psLines('comm=', pid)[0]?.trim().split('/').at(-1);
}

function childrenOf(pid: number): number[] {
  if (hasProc) {
    const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
    return pids.filter((candidate) => linuxState(candidate)?.parent === pid);
  }
  return psLines('pid=,ppid=')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (child !== undefined && parent === pid ? [child] : []));
}

/** Zombies count as gone. */
function linuxState(pid: number): { program: string; parent: number } | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // `<pid> (<program>) <state> <parent> …`, and a program's name may hold blanks and brackets.
  const nameEnds = stat.lastIndexOf(')');
  const [state, parent] = stat.slice(nameEnds + 2).split(' ');
  if (state === 'Z' || state === 'X') return undefined;
  return { program: stat.slice(stat.indexOf('(') + 1, nameEnds), parent: Number(parent) };
}

function psLines(columns: string, pid?: number): string[] {
  const selection = pid === undefined ? ['-A'] : ['-p', String(pid)];
  try {
    return execFileSync('ps', [...selection, '-o', columns], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean);
  } catch {
    return [];
  }
}
