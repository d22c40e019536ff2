import {
  AckPolicy,
  type ConsumerConfig,
  DeliverPolicy,
  DiscardPolicy,
  jetstreamManager,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { type Owner, type Reaction, reactions, type StreamPlan, streams } from '@duet/contracts';
import { type Policy, policy as usual } from './policy.ts';

const DAY_MS = 86_400_000;

export interface ProvisionOptions {
  /** Copies of each stream in a cluster. */
  readonly replicas?: number;
  readonly maxBytesPerStream?: number;
  /** The usual one unless given. */
  readonly policy?: Policy;
}

function streamConfig(
  { name, subjects }: StreamPlan,
  { replicas = 1, maxBytesPerStream = 2 * 1024 ** 3 }: ProvisionOptions,
) {
  return {
    name,
    subjects: [...subjects],
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    discard: DiscardPolicy.New,
    max_age: nanos(7 * DAY_MS),
    max_bytes: maxBytesPerStream,
    duplicate_window: nanos(15 * 60_000),
    num_replicas: replicas,
  } satisfies Partial<StreamConfig>;
}

function consumerConfig({ durable, on }: Reaction, policy: Policy) {
  return {
    durable_name: durable,
    deliver_policy: DeliverPolicy.All,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(policy.ackWaitMs),
    max_deliver: -1,
    max_ack_pending: policy.maxAckPending,
    filter_subjects: on.map(({ subject }) => `${subject}.*`),
  } satisfies Partial<ConsumerConfig>;
}

/** Makes streams and durables as the topology says, and brings existing ones up to date. Safe to run again. */
export async function provision(connection: NatsConnection, options: ProvisionOptions = {}): Promise<void> {
  assertServerIsCurrent(connection);
  const manager = await jetstreamManager(connection);
  for (const plan of streams) {
    const wanted = streamConfig(plan, options);
    const present = await manager.streams.info(plan.name).catch(() => null);
    if (!present) await manager.streams.add(wanted);
    // Not without need: after a restart nats-server (2.12) stores a new creation time with each update, which the next
    // restart brings up and which then reads as amnesia (H10).
    else if (differs(present.config, wanted)) await manager.streams.update(plan.name, wanted);
  }
  for (const reaction of Object.values(reactions)) {
    const wanted = consumerConfig(reaction, options.policy ?? usual);
    if (await exists(manager.consumers.info(reaction.stream, reaction.durable))) {
      await manager.consumers.update(reaction.stream, reaction.durable, wanted);
    } else {
      await manager.consumers.add(reaction.stream, wanted);
    }
  }
}

/**
 * What the broker lacks or has otherwise than the topology says, for one service (H11). Services look and refuse to
 * start; they never create. Old servers drop settings without an error, so the returned configuration is compared.
 */
export async function provisioningFaults(
  connection: NatsConnection,
  service: Owner,
  policy: Policy = usual,
): Promise<string[]> {
  const manager = await jetstreamManager(connection);
  const mine = Object.values(reactions).filter((reaction) => reaction.service === service);
  const read = new Set(mine.map(({ stream }) => stream));
  const needed = streams.filter(({ name }) => read.has(name) || name === `EVT_${service.toUpperCase()}`);
  const faults = await Promise.all([
    ...needed.map((plan) => streamFault(manager, plan)),
    ...mine.map((reaction) => durableFault(manager, reaction, policy)),
  ]);
  return faults.filter((fault) => fault !== null);
}

async function streamFault(manager: JetStreamManager, plan: StreamPlan): Promise<string | null> {
  const info = await manager.streams.info(plan.name).catch(() => null);
  if (!info) return `the stream ${plan.name} is missing`;
  const wanted = streamConfig(plan, {});
  const other = (['subjects', 'retention', 'storage', 'discard', 'max_age', 'duplicate_window'] as const).find(
    (setting) => String(info.config[setting]) !== String(wanted[setting]),
  );
  return other ? `${plan.name} has ${other} ${String(info.config[other])}` : null;
}

async function durableFault(manager: JetStreamManager, reaction: Reaction, policy: Policy): Promise<string | null> {
  const info = await manager.consumers.info(reaction.stream, reaction.durable).catch(() => null);
  if (!info) return `the durable ${reaction.durable} is missing on ${reaction.stream}`;
  const wanted = consumerConfig(reaction, policy);
  const filters = info.config.filter_subjects ?? (info.config.filter_subject ? [info.config.filter_subject] : []);
  if (filters.toSorted().join() !== wanted.filter_subjects.toSorted().join())
    return `${reaction.durable} filters ${filters.join(', ')}`;
  if (info.config.ack_wait !== wanted.ack_wait) return `${reaction.durable} has another ack_wait`;
  if ((info.config.max_deliver ?? -1) !== -1)
    return `${reaction.durable} gives up after ${info.config.max_deliver} deliveries`;
  return null;
}

/** @throws when the nats-server is older than 2.10, which silently drops settings that Duet relies on */
export function assertServerIsCurrent(connection: NatsConnection): void {
  const version = connection.info?.version ?? '0.0.0';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 2 || (major === 2 && minor < 10)) {
    throw new Error(`nats-server ${version} is too old: Duet needs 2.10, and 2.12 or newer is advised`);
  }
}

const exists = (info: Promise<unknown>): Promise<boolean> =>
  info.then(
    () => true,
    () => false,
  );

function differs(present: StreamConfig, wanted: Partial<StreamConfig>): boolean {
  const shown = new Map<string, unknown>(Object.entries(present));
  return Object.entries(wanted).some(([name, value]) => JSON.stringify(value) !== JSON.stringify(shown.get(name)));
}
