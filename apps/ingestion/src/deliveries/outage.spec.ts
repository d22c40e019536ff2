import { MessageReceived } from '@duet/contracts';
import { until } from '@duet/testing';
import { directMessage } from '../../test/bodies.ts';
import { World } from '../../test/world.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});

afterAll(() => world.stop());

test('H4: the web role needs the database and nothing else; a worker does the rest later', async () => {
  await world.service.stop();
  const web = await world.boot({ INGESTION_ROLE: 'web', NATS_URL: 'nats://127.0.0.1:9' });
  await world.harness.bus.kill();
  expect(await (await fetch(`${web.opsUrl}/ready`)).json()).toEqual({ state: 'running', faults: {} });
  expect((await world.deliver(directMessage('without a broker'), { url: web.url })).status).toBe(200);
  expect(await world.kept('without a broker')).toMatchObject([{ state: 'new' }]);

  await world.harness.bus.restart();
  await world.harness.reconnected();
  const worker = await world.boot({ INGESTION_ROLE: 'worker' });
  expect(worker.url).toBe('');
  await until('it was published', () =>
    Promise.resolve(world.harness.published(MessageReceived).some(({ data }) => data.messageId === 'without a broker')),
  );
});
