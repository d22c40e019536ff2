#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const ownNode = join(resolve(here, '..', '..', '..'), 'node_modules', '.bin', 'node');
const main = join(here, '..', 'dist', 'main.js');
const [major] = process.versions.node.split('.').map(Number);

if (!existsSync(main)) {
  process.stderr.write('Duet is not built yet: run `npm run build` first.\n');
  process.exit(1);
} else if (major >= 24) {
  await import(new URL('../dist/main.js', import.meta.url));
} else if (existsSync(ownNode) && process.env['DUET_NODE'] === undefined) {
  const child = spawn(ownNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, DUET_NODE: ownNode },
  });
  // A terminal sends Ctrl-C to the child as well; this process only waits for its end.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.once('exit', (code, signal) => process.exit(signal === null ? code : 128 + constants.signals[signal]));
} else {
  process.stderr.write(`Duet needs Node 24.11 or newer; this is ${process.version}.\n`);
  process.exit(1);
}
