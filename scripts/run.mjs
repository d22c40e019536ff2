import { spawn } from 'node:child_process';
import { delimiter, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');

/** node_modules/.bin comes first: it holds Node 24 and every tool, whatever Node started this. */
export const environment = {
  ...process.env,
  PATH: [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
};

/**
 * Runs a tool of node_modules/.bin in the root folder.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ show?: boolean, env?: Record<string, string> }} options `show` passes its output on as it comes
 * @returns {Promise<{ code: number, output: string }>} both streams as one text; empty when shown
 */
export function run(command, args, { show = false, env = {} } = {}) {
  return new Promise((done, fail) => {
    const stdio = show ? 'inherit' : 'pipe';
    const child = spawn(command, args, { cwd: root, env: { ...environment, ...env }, stdio: ['ignore', stdio, stdio] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    child.once('error', fail);
    child.once('close', (code) => done({ code: code ?? 1, output }));
  });
}
