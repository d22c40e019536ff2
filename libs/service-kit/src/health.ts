import fastify, { type FastifyInstance } from 'fastify';
import { collectDefaultMetrics, register } from 'prom-client';
import { closeHttp } from './close-http.ts';

export type Check = () => Promise<void>;

export interface OpsOptions {
  readonly host: string;
  readonly port: number;
  /** What this role needs to do its work, by name; readiness runs them, liveness never does. */
  readonly readiness: Readonly<Record<string, Check>>;
}

/**
 * Health and metrics on a port of their own. `/startup`: schema and streams were found and the service runs;
 * `/live`: the event loop turns; `/ready`: it can do its work now.
 */
export class OpsServer {
  readonly #server: FastifyInstance = fastify({ logger: false });
  readonly #options: OpsOptions;
  #state: 'starting' | 'running' | 'stopping' = 'starting';

  constructor(options: OpsOptions) {
    this.#options = options;
    if (!register.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics();
    this.#server.get('/startup', (_request, reply) =>
      reply.code(this.#state === 'starting' ? 503 : 200).send({ state: this.#state }),
    );
    this.#server.get('/live', () => ({ state: this.#state }));
    this.#server.get('/ready', async (_request, reply) => {
      const faults = this.#state === 'running' ? await this.#faults() : { state: this.#state };
      return reply.code(Object.keys(faults).length === 0 ? 200 : 503).send({ state: this.#state, faults });
    });
    this.#server.get('/metrics', async (_request, reply) =>
      reply.type(register.contentType).send(await register.metrics()),
    );
  }

  async listen(): Promise<string> {
    return this.#server.listen({ host: this.#options.host, port: this.#options.port });
  }

  running(): void {
    this.#state = 'running';
  }

  stopping(): void {
    this.#state = 'stopping';
  }

  async close(): Promise<void> {
    await closeHttp(this.#server.server, 1_000, () => this.#server.close());
  }

  async #faults(): Promise<Record<string, string>> {
    const results = await Promise.all(
      Object.entries(this.#options.readiness).map(async ([name, check]) => {
        const fault = await within(2_000, check()).catch((error: unknown) => String(error));
        return [name, fault] as const;
      }),
    );
    return Object.fromEntries(results.filter((result): result is [string, string] => typeof result[1] === 'string'));
  }
}

async function within(ms: number, work: Promise<void>): Promise<undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
