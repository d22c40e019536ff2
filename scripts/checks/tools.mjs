import { join } from 'node:path';
import { run } from '../run.mjs';

/** Each check answers what is wrong, as text; an empty text means that nothing is. */

async function problemsOf(command, args) {
  const { code, output } = await run(command, args, { env: { NO_COLOR: '1', FORCE_COLOR: '0' } });
  if (code === 0) return '';
  return output.trim() === '' ? `${command} ended with code ${code} and said nothing` : output;
}

/** The build checks what is shipped, project by project; specs are one program more, and those of the inbox another. */
export async function types() {
  const found = [
    await problemsOf('node', [join('scripts', 'build.mjs')]),
    await problemsOf('tsc', ['-p', 'tsconfig.specs.json']),
    await problemsOf('tsc', ['-p', join('apps', 'inbox', 'tsconfig.specs.json')]),
  ];
  return found.join('');
}

export const lint = () => problemsOf('oxlint', ['--format=unix', '--report-unused-disable-directives']);

export const format = () => problemsOf('prettier', ['--check', '--log-level=warn', '.']);

export const unused = () => problemsOf('knip', ['--no-progress', '--no-config-hints']);

export const topology = () => problemsOf('node', ['--conditions=source', join('scripts', 'topology.ts'), '--check']);
