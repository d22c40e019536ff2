import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { jetstreamManager } from '@nats-io/jetstream';
import { Module } from '@nestjs/common';
import { reactions } from '@duet/contracts';
import type { ServiceSchema } from '@duet/database';
import { messagingTables } from '@duet/messaging/schema';
import { type Harness, startHarness } from '@duet/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bootService, type ServiceDefinition } from './service.ts';

const schema = 'moderation';

class CreateBare1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(messagingTables(schema));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA ${schema} CASCADE`);
  }
}

class AddMore1764000000001 extends CreateBare1764000000000 {}

@Module({})
class Bare {}

const migrated: ServiceSchema = { schema, migrations: [CreateBare1764000000000] };
let harness: Harness;

beforeAll(async () => {
  harness = await startHarness({ schemas: [migrated] });
});

afterAll(() => harness.stop());

const bare = (changes: Partial<ServiceDefinition> = {}): ServiceDefinition => ({
  name: 'moderation',
  module: Bare,
  schema: migrated,
  config: { ...harness.config('moderation'), STARTUP_WAIT_MS: 100 },
  ...changes,
});

async function connected(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').resume();
  await once(socket, 'connect');
  return socket;
}

const ready = async (opsUrl: string): Promise<unknown> => (await fetch(`${opsUrl}/ready`)).json();

test('a service does not start before its schema is up to date, and says what is missing', async () => {
  const ahead = { schema, migrations: [CreateBare1764000000000, AddMore1764000000001] };
  await expect(bootService(bare({ schema: ahead }))).rejects.toThrow(
    'the schema of moderation is not as expected: AddMore1764000000001',
  );
});

test('H11: a service never creates what the broker lacks: it says so and does not start', async () => {
  const { stream, durable } = reactions.moderateComments;
  const manager = await jetstreamManager(harness.connection);
  const { config } = await manager.consumers.info(stream, durable);
  await manager.consumers.delete(stream, durable);
  await expect(bootService(bare())).rejects.toThrow(
    `streams and durables is not as expected: the durable ${durable} is missing on ${stream}`,
  );
  await expect(manager.consumers.info(stream, durable)).rejects.toThrow('consumer not found');
  await manager.consumers.add(stream, config);
});

test('a service makes the partitions of today before it takes any work', async () => {
  const today = `outbox_${new Date().toISOString().slice(0, 10).replaceAll('-', '')}`;
  await harness.sql(`DROP TABLE ${schema}.${today}`);
  const service = await harness.boot(bare());
  expect(await harness.sql('SELECT to_regclass($1)::text AS name', [`${schema}.${today}`])).toEqual([
    { name: `${schema}.${today}` },
  ]);
  await service.stop();
});

test('connections that never carried a request do not hold up a stop for longer than requests under way may take', async () => {
  const service = await harness.boot(bare({ http: true }));
  const ports = [service.url, service.opsUrl].map((url) => Number(new URL(url).port));
  const silent = await Promise.all(ports.map(connected));
  const closed = Promise.all(silent.map((socket) => once(socket, 'close')));
  await service.stop();
  await closed;
}, 40_000);

test('a service whose broker is away is not ready, and still stops', async () => {
  const service = await harness.boot(bare());
  expect(await ready(service.opsUrl)).toEqual({ state: 'running', faults: {} });
  await harness.bus.kill();
  expect(await ready(service.opsUrl)).toMatchObject({ faults: { broker: expect.any(String) } });
  await service.stop();
  await expect(fetch(`${service.opsUrl}/live`)).rejects.toThrow('fetch failed');
  await harness.bus.restart();
});
