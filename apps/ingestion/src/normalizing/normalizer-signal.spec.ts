import { until } from '@duet/testing';
import { directMessage } from '../../test/bodies.ts';
import { World } from '../../test/world.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});

afterAll(() => world.stop());

test('H4: the web role tells normalizers in other processes of what it kept, through PostgreSQL', async () => {
  const web = await world.boot({ INGESTION_ROLE: 'web' });
  let heard = 0;
  const hearing = world.service.database.hear('ingestion_deliveries', () => (heard += 1));
  await until('it listens', async () => heard > 0);
  const before = heard;
  await world.deliver(directMessage('to the door alone'), { url: web.url });
  await until('it is told', async () => heard > before);
  await hearing.stop();
});
