import { provision as provisionStreams } from '@duet/messaging';
import { withBroker } from '../broker.ts';
import { type Command, exactly, parse, wholeNumber } from '../command.ts';
import { print } from '../print.ts';
import { Target } from '../target.ts';
import { DataFolder } from '../up/folder.ts';

export const provision: Command = {
  name: 'provision',
  summary: 'Make the streams and durables that the services need',
  usage: `duet provision [--replicas <n>] [--max-bytes <n>]

  --replicas <n>   copies of each stream in a cluster, 1 when left out
  --max-bytes <n>  bytes that each stream may hold, 2 GiB when left out

Works on what \`duet up\` runs, or on NATS_URL.`,

  async run(args) {
    const { values, positionals } = parse(args, { replicas: { type: 'string' }, 'max-bytes': { type: 'string' } });
    exactly(positionals);
    const replicas = wholeNumber('replicas', values.replicas, 1, 5);
    const maxBytesPerStream = wholeNumber('max-bytes', values['max-bytes'], 1024 ** 2, Number.MAX_SAFE_INTEGER);
    const { natsUrl } = await Target.find(process.env, DataFolder.default());
    await withBroker(natsUrl, (connection) =>
      provisionStreams(connection, {
        ...(replicas === undefined ? {} : { replicas }),
        ...(maxBytesPerStream === undefined ? {} : { maxBytesPerStream }),
      }),
    );
    print('Streams and durables are as the topology says.');
  },
};
