import { startSimulator } from '@duet/tiktok-simulator';
import { type Config, readConfig } from './config.ts';

const config = readConfigOrExit();
const { allowLoopbackRedirect, publicUrl, ...options } = config;
const simulator = await startSimulator({
  ...options,
  ...(publicUrl !== undefined && { publicUrl }),
  settings: { allowLoopbackRedirect },
});
process.stdout.write(
  `TikTok simulator on ${simulator.url} (phone: ${simulator.url}/phone), data in ${config.dbFile}\n`,
);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void simulator.close());
}

function readConfigOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}
