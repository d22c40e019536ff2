import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { setTimeout as delay } from 'node:timers/promises';
import { reactions } from '@duet/contracts';
import { System, type SystemOptions, until, WEBHOOK_SECRET } from '@duet/testing';
import { type Account, personIds } from './load/webhooks.ts';
import { Rows } from './rows.ts';

const outboxes = ['ingestion', 'channels', 'ticketing', 'delivery', 'moderation', 'reporting'];
const REST_LOOK_MS = 500;
const REST_WITHIN_MS = 180_000;

interface Place {
  readonly workspaceId: string;
  readonly accountId: string;
  readonly channelId: string;
}

/** All of Duet as processes, durable, with one connected TikTok account, and the means to look at it. */
export class BenchSystem {
  readonly system: System;
  readonly rows: Rows;
  readonly connection: NatsConnection;
  readonly account: Account;
  readonly place: Place;
  readonly #manager: JetStreamManager;

  private constructor(system: System, rows: Rows, connection: NatsConnection, manager: JetStreamManager, route: Route) {
    this.system = system;
    this.rows = rows;
    this.connection = connection;
    this.#manager = manager;
    this.account = { openId: route.open_id, secret: WEBHOOK_SECRET };
    this.place = { workspaceId: route.workspace_id, accountId: route.account_id, channelId: route.channel_id };
  }

  static async start(options: SystemOptions = {}): Promise<BenchSystem> {
    const system = await System.start(options);
    try {
      await system.connectTikTok();
      const rows = new Rows(system.superuserUrl);
      const connection = await connect({ servers: new URL(system.natsUrl).host });
      const manager = await jetstreamManager(connection);
      const bench = new BenchSystem(system, rows, connection, manager, await connectedRoute(rows));
      await bench.#describeContacts();
      await bench.rest();
      return bench;
    } catch (error) {
      await system.stop();
      throw error;
    }
  }

  get manager(): JetStreamManager {
    return this.#manager;
  }

  /** Waits until every webhook is a fact on the broker. */
  async passedOn(): Promise<void> {
    const isPassedOn = async (): Promise<boolean> =>
      (await this.#unread()) + (await this.#unsent('ingestion')) === 0 || delay(REST_LOOK_MS, false);
    await until('every webhook is a fact on the broker', isPassedOn, REST_WITHIN_MS);
  }

  /** Waits until nothing is left to do: every webhook normalized, every outbox sent, every event handled. */
  async rest(): Promise<void> {
    let waits: string[] = [];
    const isAtRest = async (): Promise<boolean> => {
      waits = await this.#unrest();
      return waits.length === 0 || delay(REST_LOOK_MS, false);
    };
    await until('everything is at rest', isAtRest, REST_WITHIN_MS).catch((cause: unknown) => {
      throw new Error(`not at rest in time: ${waits.join(', ')}`, { cause });
    });
  }

  async stop(): Promise<void> {
    await this.connection.close();
    await this.rows.close();
    await this.system.stop();
  }

  /** TikTok has been asked about everybody already, as about customers who come again: it answers so many questions only. */
  async #describeContacts(): Promise<void> {
    const { workspaceId, accountId, channelId } = this.place;
    await this.system.sql(
      `INSERT INTO channels.contact_lookups (workspace_id, account_id, external_id, channel_id, attempts, asked_at)
       SELECT $1, $2, external_id, $3, 1, now() FROM unnest($4::text[]) AS external_id`,
      [workspaceId, accountId, channelId, personIds],
    );
  }

  /** What is under way, the cheap looks first: this runs beside the work that it waits for. */
  async #unrest(): Promise<string[]> {
    const handling: string[] = [];
    for (const { stream, durable } of Object.values(reactions)) {
      const { num_pending, num_ack_pending } = await this.#manager.consumers.info(stream, durable);
      if (num_pending + num_ack_pending > 0) handling.push(`${num_pending + num_ack_pending} at ${durable}`);
    }
    if (handling.length > 0) return handling;
    const unread = await this.#unread();
    if (unread > 0) return [`${unread} webhooks`];
    const sending: string[] = [];
    for (const schema of outboxes) {
      const unsent = await this.#unsent(schema);
      if (unsent > 0) sending.push(`${unsent} in ${schema}.outbox`);
    }
    return sending;
  }

  #unread(): Promise<number> {
    return this.rows.count('ingestion.deliveries', `state IN ('new', 'waiting')`);
  }

  #unsent(schema: string): Promise<number> {
    return this.rows.count(`${schema}.outbox`, 'sent_at IS NULL');
  }
}

interface Route {
  readonly workspace_id: string;
  readonly account_id: string;
  readonly channel_id: string;
  readonly open_id: string;
}

async function connectedRoute(rows: Rows): Promise<Route> {
  let route: Route | undefined;
  await until('the account is routed', async () => {
    route = await rows.one<Route>(
      `SELECT workspace_id, account_id, channel_id, open_id FROM ingestion.routes
       WHERE channel_type = 'tiktok_messenger' AND state = 'connected'`,
    );
    return route !== undefined;
  });
  if (!route) throw new Error('no account is connected');
  return route;
}
