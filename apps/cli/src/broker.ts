import { connect } from 'node:net';
import { connectToBroker } from '@duet/messaging';
import { Failure } from './command.ts';

type Connection = Awaited<ReturnType<typeof connectToBroker>>;

const ANSWERS_WITHIN_MS = 3_000;

/** @throws Failure when nothing answers there: services wait for a broker, a person at a terminal should not */
export async function withBroker<Result>(natsUrl: string, work: (connection: Connection) => Promise<Result>) {
  await assertReachable(new URL(natsUrl));
  const connection = await connectToBroker(natsUrl, 'duet-cli');
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

function assertReachable({ hostname, port, host }: URL): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port || 4222), hostname);
    const fail = (reason: string): void => {
      socket.destroy();
      reject(new Failure(`No NATS server answers at ${host}: ${reason}.`));
    };
    socket.setTimeout(ANSWERS_WITHIN_MS, () => fail(`nothing within ${ANSWERS_WITHIN_MS / 1000} s`));
    socket.once('error', (error) => fail(error.message || 'connection refused'));
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}
