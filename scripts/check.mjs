import { badInput } from './checks/bad-input.mjs';
import { boundaries } from './checks/boundaries.mjs';
import { clock } from './checks/clock.mjs';
import { lockfile } from './checks/lockfile.mjs';
import { requirements } from './checks/requirements.mjs';
import { strings } from './checks/strings.mjs';
import { format, lint, topology, types, unused } from './checks/tools.mjs';

/** `npm run check [-- <name> …]`: everything that can be said about the code without running it. The same in CI. */
const checks = {
  types,
  lint,
  boundaries,
  clock,
  lockfile,
  format,
  unused,
  topology,
  'bad-input': badInput,
  requirements,
  strings,
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in checks));
if (unknown !== undefined) {
  process.stderr.write(`There is no check '${unknown}'; there are ${Object.keys(checks).join(', ')}.\n`);
  process.exit(2);
}

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const startedAt = performance.now();
  const { problems, note } = toldBy(await check());
  const took = `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  process.stdout.write(
    `${problems === '' ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${took.padStart(7)}${note ? `  ${note}` : ''}\n`,
  );
  if (problems === '') continue;
  failed++;
  process.stdout.write(`${problems.trimEnd()}\n\n`);
}

/** A check answers its problems, or these with a note that is no problem. */
function toldBy(answer) {
  return typeof answer === 'string' ? { problems: answer, note: '' } : answer;
}

process.exitCode = failed === 0 ? 0 : 1;
