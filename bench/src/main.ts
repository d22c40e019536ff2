import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { hotConversation } from './benches/hot-conversation.ts';
import { inbox } from './benches/inbox.ts';
import { ingest } from './benches/ingest.ts';
import { pipeline } from './benches/pipeline.ts';
import { viralPost } from './benches/viral-post.ts';
import { asJson, asText, progress } from './report.ts';

/** Each with the seconds of a round when none are asked for; a round of a hot conversation ends by itself. */
const benches = {
  ingest: { run: ingest, seconds: 10 },
  pipeline: { run: pipeline, seconds: 10 },
  'hot-conversation': { run: hotConversation, seconds: 10 },
  'viral-post': { run: viralPost, seconds: 60 },
  inbox: { run: inbox, seconds: 1 },
};
const usage = `npm run bench -- <${Object.keys(benches).join(' | ')}> [--json] [--seconds <of each round>]\n`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, seconds: { type: 'string' } },
});
const [name = ''] = positionals;
const bench = Object.entries(benches).find(([one]) => one === name)?.[1];
const seconds = Number(values.seconds ?? bench?.seconds);
if (!bench || !(seconds > 0)) {
  process.stderr.write(usage);
  process.exit(2);
}
progress(`${availableParallelism()} cores, load average ${loadavg()[0]?.toFixed(2)} before the start`);
const report = await bench.run(seconds);
process.stdout.write(values.json ? asJson(report) : asText(report));
process.exitCode = report.isComplete ? 0 : 1;
