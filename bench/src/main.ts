import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { ingest } from './benches/ingest.ts';
import { pipeline } from './benches/pipeline.ts';
import { asJson, asText, progress } from './report.ts';

const benches = { ingest, pipeline };
const usage = `npm run bench -- <${Object.keys(benches).join(' | ')}> [--json] [--seconds <of each round>]\n`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, seconds: { type: 'string', default: '10' } },
});
const [name = ''] = positionals;
const seconds = Number(values.seconds);
const bench = Object.entries(benches).find(([one]) => one === name)?.[1];
if (!bench || !(seconds > 0)) {
  process.stderr.write(usage);
  process.exit(2);
}
progress(`${availableParallelism()} cores, load average ${loadavg()[0]?.toFixed(2)} before the start`);
const report = await bench(seconds);
process.stdout.write(values.json ? asJson(report) : asText(report));
process.exitCode = report.isComplete ? 0 : 1;
