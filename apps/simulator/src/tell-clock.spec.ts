import { type Bus, startBus } from '@duet/testing';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { tellClock } from './tell-clock.ts';

let bus: Bus;
let service: NatsConnection;

beforeAll(async () => {
  bus = await startBus();
  service = await connect({ servers: bus.url });
});
afterAll(async () => {
  await service.close();
  await bus.stop();
});

test('H22: a service that starts late asks for the offset, a running one is told each change', async () => {
  const told: string[] = [];
  const heard = new Promise<void>((resolve) => {
    service.subscribe('test.clock', {
      callback: (_error, message) => {
        told.push(message.string());
        if (told.length === 2) resolve();
      },
    });
  });
  await service.flush();
  const { tell, close } = tellClock(bus.url);
  tell(172_800_000);
  tell(-5_000);
  await heard;
  expect(told).toEqual(['172800000', '-5000']);
  expect((await service.request('test.clock.ask')).string()).toBe('-5000');
  await close();
});
