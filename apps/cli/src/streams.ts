import { connectToBroker, provision, type ProvisionOptions } from '@duet/messaging';

/** Makes streams and durables as the topology says. */
export async function provisionStreams(natsUrl: string, options: ProvisionOptions): Promise<void> {
  const connection = await connectToBroker(natsUrl, 'duet-cli');
  try {
    await provision(connection, options);
  } finally {
    await connection.close();
  }
}
