import { IntakeGet } from '@duet/contracts';
import { HealingWorld } from '../../test/healing-world.ts';

let world: HealingWorld;

beforeEach(async () => {
  world = await HealingWorld.start();
});

afterEach(() => world.stop());

test('ACC-19: messages of strangers that wait as requests are found in the lists, and counted', async () => {
  await world.simulator.control.settings({ strangersWait: true });
  await world.connect(world.messenger);
  await world.dm('ana_pe');
  await world.dm('bo_mx');
  await world.simulator.control.act({ do: 'owner_dm', customer: 'bo_mx', text: 'Yes?' });
  await world.sweep(world.messenger);
  const { strangersByList } = await world.harness.ask(IntakeGet, { id: world.messenger }, world.person);
  expect(strangersByList?.count).toBe(1);
});
