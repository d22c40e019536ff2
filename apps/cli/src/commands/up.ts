import { type Command, exactly, Failure, parse, wholeNumber } from '../command.ts';
import type { DemoFile } from '../up/demo-file.ts';
import { DataFolder } from '../up/folder.ts';
import { holdFolder, holderOf } from '../up/lock.ts';
import { Progress } from '../up/progress.ts';
import { forgetRunning } from '../up/running-file.ts';
import { Running } from '../up/running.ts';
import { startSystem } from '../up/start-system.ts';
import { watchSources } from '../up/watch.ts';

export const up: Command = {
  name: 'up',
  summary: 'Start everything on this machine: PostgreSQL, NATS, all services, a TikTok simulator and a demo workspace',
  usage: `duet up [--fresh] [--watch] [--port <port>]

  --fresh        delete all data of the last start first
  --watch        build and restart services when their sources change
  --port <port>  port of the inbox and the API; 4000, or another free one, when left out

Data, logs and generated secrets are kept in .duet, or in the folder that DUET_DATA names. With NATS_URL set, that
server is used instead of one of its own. Ctrl-C stops everything in order; a second Ctrl-C ends it on the spot.`,

  async run(args) {
    const { values, positionals } = parse(args, {
      fresh: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      port: { type: 'string' },
    });
    exactly(positionals);
    const gatewayPort = wholeNumber('port', values.port, 1, 65_535);
    const folder = DataFolder.default();
    if (values.fresh) await emptyUnlessHeld(folder);
    await folder.make();
    const release = await holdFolder(folder);
    const progress = new Progress();
    const running = new Running();
    const asked = untilAskedToStop(running, progress);
    try {
      progress.say(`Starting Duet; its data are in ${folder.path}`);
      const natsUrl = process.env['NATS_URL'];
      const starting = startSystem({ folder, progress, running, gatewayPort, natsUrl });
      const system = await Promise.race([starting, asked.then(() => undefined)]);
      if (!system) {
        await running.stop();
        await starting.catch(() => undefined);
        return 0;
      }
      progress.say(welcome(system.demo, progress.elapsed));
      const stopWatching = values.watch ? watchSources(system.services, progress) : () => undefined;
      await asked;
      stopWatching();
      return 0;
    } finally {
      await forgetRunning(folder);
      await running.stop();
      await release();
    }
  },
};

async function emptyUnlessHeld(folder: DataFolder): Promise<void> {
  const pid = await holderOf(folder);
  if (pid !== undefined) throw new Failure(`Duet runs on ${folder.path} (process ${pid}). Stop it before --fresh.`);
  await folder.empty();
}

/** Resolves at the first Ctrl-C or SIGTERM; a second one kills what still runs. */
function untilAskedToStop(running: Running, progress: Progress): Promise<void> {
  return new Promise((resolve) => {
    let times = 0;
    const onSignal = (): void => {
      times++;
      if (times === 1) {
        progress.say('\nStopping. Press Ctrl-C again to end everything on the spot.');
        resolve();
      } else {
        void running.kill().finally(() => process.exit(130));
      }
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}

const welcome = ({ inboxUrl, phoneUrl, login }: DemoFile, elapsed: string): string => `
Duet is ready after ${elapsed}.

  Inbox     ${inboxUrl}
  Sign in   ${login.email}   ${login.password}
  Phone     ${phoneUrl}   (play a TikTok customer)

Connect the simulated TikTok account under Integrations, then write to it from the phone. Ctrl-C stops everything.`;
