import type { NatsConnection } from '@nats-io/transport-node';

export const CLOCK_SUBJECT = 'test.clock';
export const CLOCK_QUESTION = 'test.clock.ask';

/** Time for decisions: windows, timestamps, business rules. Leases, time-outs and telemetry stay on real time. */
export class Clock {
  #offsetMs = 0;

  now(): Date {
    return new Date(Date.now() + this.#offsetMs);
  }

  /** Moves the clock; only tests and the demo do. */
  set offsetMs(offsetMs: number) {
    this.#offsetMs = offsetMs;
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }
}

/** Follows the test clock told over the bus (H22). Never called in production: see the service configuration. */
export async function followTestClock(clock: Clock, connection: NatsConnection): Promise<void> {
  const take = (text: string): void => {
    const offsetMs = Number(text);
    if (Number.isFinite(offsetMs)) clock.offsetMs = offsetMs;
  };
  connection.subscribe(CLOCK_SUBJECT, { callback: (_error, message) => take(message.string()) });
  const answer = await connection.request(CLOCK_QUESTION, '', { timeout: 500 }).catch(() => null);
  if (answer) take(answer.string());
}
