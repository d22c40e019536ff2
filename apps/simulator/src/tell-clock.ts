import { connect } from '@nats-io/transport-node';

const CLOCK_SUBJECT = 'test.clock';
const CLOCK_QUESTION = 'test.clock.ask';

export interface ClockTeller {
  tell(offsetMs: number): void;
  /** Waits until the broker is reached, if it never was. */
  close(): Promise<void>;
}

/**
 * Tells services that follow a test clock how far the simulator's time is from real time, whenever it moves and when
 * one asks. The simulator waits for no broker: what moved before there was one is told by the answers.
 */
export function tellClock(natsUrl: string): ClockTeller {
  let current = 0;
  const { username, password, host } = new URL(natsUrl);
  const telling = connect({
    servers: host,
    name: 'simulator',
    maxReconnectAttempts: -1,
    waitOnFirstConnect: true,
    ...(username && { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
  }).then((connection) => {
    connection.subscribe(CLOCK_QUESTION, { callback: (_error, message) => void message.respond(String(current)) });
    return connection;
  });
  return {
    tell(offsetMs) {
      current = offsetMs;
      void telling.then((connection) => connection.publish(CLOCK_SUBJECT, String(offsetMs)));
    },
    async close() {
      await (await telling).close();
    },
  };
}
