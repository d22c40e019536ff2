import { reactions, streams as streamPlans } from '@duet/contracts';
import { assertServerIsCurrent, provisioningFaults } from '@duet/messaging';
import { withBroker } from '../broker.ts';
import { serviceNames } from '../services.ts';
import type { Check } from './check.ts';

/** The broker is new enough, and streams and durables are as the topology says. */
export const streams: Check = {
  name: 'streams',
  run: (target) =>
    withBroker(target.natsUrl, async (connection) => {
      assertServerIsCurrent(connection);
      const faults = await Promise.all(serviceNames.map((service) => provisioningFaults(connection, service)));
      return {
        seen: `nats-server ${connection.info?.version}, ${streamPlans.length} streams, ${Object.keys(reactions).length} durables`,
        faults: faults.flat().map((fault) => `${fault}: run \`duet provision\``),
      };
    }),
};
