import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

/** What every service reads from its environment. */
export const CommonConfig = z.object({
  /** postgres://… of the service's worker role. */
  DATABASE_URL: z.url(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  NATS_URL: z.url().default('nats://127.0.0.1:4222'),
  /** Health and metrics; 0 takes any free port. */
  OPS_PORT: port.default(0),
  OPS_HOST: z.string().default('127.0.0.1'),
  /** The service's own HTTP, where it has one. */
  PORT: port.default(0),
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** 1 lets tests and the demo move the clock. Never in production. */
  DUET_TEST_CLOCK: z.enum(['0', '1']).default('0'),
  /** How far this process stands back where others want the processor (`nice`), 0 to 19. */
  CPU_NICE: z.coerce.number().int().min(0).max(19).default(0),
  /** How long to wait for the schema and the streams before giving up. */
  STARTUP_WAIT_MS: z.coerce.number().int().default(30_000),
  /** How long a stopping service still answers after it said that it is not ready. */
  DRAIN_MS: z.coerce.number().int().default(0),
});
export type CommonConfig = z.infer<typeof CommonConfig>;

/** The environment does not fit; the message names every variable that is wrong. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** @throws ConfigError with one line for each mistake */
export function loadConfig<Schema extends z.ZodType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const parsed = schema.safeParse(environment);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
    throw new ConfigError(`the configuration is not complete:\n${lines.join('\n')}`);
  }
  const faults = environment['DUET_LIVE'] === '1' ? liveFaults(environment) : [];
  if (faults.length > 0) throw new ConfigError(`DUET_LIVE is 1, and so:\n${faults.join('\n')}`);
  return parsed.data;
}

/** What may not be where real customers write: a clock that can be moved, a simulator, addresses without https. */
function liveFaults(environment: Readonly<Record<string, string | undefined>>): string[] {
  const isPublic = (address: string | undefined): boolean => address === undefined || address.startsWith('https://');
  const addresses = ['TIKTOK_BASE_URL', 'TIKTOK_AUTHORIZE_URL', 'PUBLIC_URL', 'WEBHOOK_URL'];
  return [
    ...(environment['DUET_TEST_CLOCK'] === '1' ? ['  DUET_TEST_CLOCK: must not be 1'] : []),
    ...addresses.filter((name) => !isPublic(environment[name])).map((name) => `  ${name}: must begin with https://`),
  ];
}
