import { run } from './run.mjs';

/** Builds every workspace project that has something to build; what did not change comes from the cache. */
const startedAt = performance.now();
const { code, output } = await run('nx', ['run-many', '-t', 'build'], {
  env: { FORCE_COLOR: '0', CI: '1', NX_TUI: 'false', NX_DAEMON: 'false' },
});
if (code !== 0) {
  process.stderr.write(`${output.split('\n').filter(saysSomething).join('\n')}\n`);
  process.exit(code);
}
const [, projects = '?'] = /target build for (\d+) projects/.exec(output) ?? [];
const [, cached = '0'] = /Cache:\s+(\d+)\/\d+ hit/.exec(output) ?? [];
process.stdout.write(`Built ${projects} projects, ${cached} of them unchanged, in ${seconds()} s.\n`);

/** Leaves out what npm says about the script that failed: the script has said it better. */
function saysSomething(line) {
  return !/^(npm (error|warn)|> |\s*$)/.test(line);
}

function seconds() {
  return ((performance.now() - startedAt) / 1000).toFixed(1);
}
