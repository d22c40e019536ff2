import { startSimulator } from '@duet/tiktok-simulator';
import { type Config, readConfig } from './config.ts';
import { tellClock } from './tell-clock.ts';

const config = readConfigOrExit();
const { allowLoopbackRedirect, publicUrl, natsUrl, ...options } = config;
const clock = natsUrl === undefined ? undefined : tellClock(natsUrl);
const simulator = await startSimulator({
  ...options,
  ...(publicUrl !== undefined && { publicUrl }),
  settings: { allowLoopbackRedirect },
  ...(clock && { onClockChange: clock.tell }),
});
process.stdout.write(
  `TikTok simulator on ${simulator.url} (phone: ${simulator.url}/phone), data in ${config.dbFile}\n`,
);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void stop());
}

async function stop(): Promise<void> {
  await simulator.close();
  // A broker that was never reached is still being looked for.
  process.exit(0);
}

function readConfigOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}
