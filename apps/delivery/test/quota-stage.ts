import {
  type DataOf,
  defaultSettings,
  type MessageDefinition,
  newId,
  SendMessage,
  type WindowPolicyName,
  WorkspaceChanged,
} from '@duet/contracts';
import { type Harness, lendTokens, startHarness } from '@duet/testing';
import { budgetSchema } from '@duet/tiktok-budget';
import { DeliveryConfig } from '../src/config.ts';
import { HearEchoes } from '../src/echoes/hear-echoes.handler.ts';
import type { LaneKey } from '../src/lanes/lane.ts';
import { AcceptCommands } from '../src/outbound/accept-commands.handler.ts';
import type { Outbound, OutboundState } from '../src/outbound/outbound.ts';
import { OutboundStore } from '../src/outbound/outbound.store.ts';
import { deliverySchema } from '../src/schema.ts';
import { Claim } from '../src/sending/claim.ts';
import { Record } from '../src/sending/record.ts';
import type { Result } from '../src/sending/transmit.ts';
import { defineDelivery } from '../src/service.ts';
import { FollowWorkspaces } from '../src/workspaces/follow-workspaces.handler.ts';

const LONG_MS = 3_600_000;

/** Delivery's own classes on PostgreSQL, moved by a test: its own sender and prover find nothing to do. */
export class QuotaStage {
  readonly #harness: Harness;
  readonly #service: Awaited<ReturnType<Harness['boot']>>;

  private constructor(harness: Harness, service: Awaited<ReturnType<Harness['boot']>>) {
    this.#harness = harness;
    this.#service = service;
  }

  static async start(): Promise<QuotaStage> {
    const harness = await startHarness({ schemas: [deliverySchema, budgetSchema] });
    await lendTokens(harness, []);
    const config = DeliveryConfig.parse({
      ...harness.config('delivery'),
      TIKTOK_BASE_URL: 'http://127.0.0.1:9',
      TIKTOK_CLIENT_KEY: 'app',
      TIKTOK_CLIENT_SECRET: 'secret',
      MEDIA_FOLDER: '/nowhere',
      SENDS_IN_FLIGHT: 0,
      PROOF_AFTER_MS: LONG_MS,
      PROOF_RETRY_MS: LONG_MS,
      LANE_HOLD_MS: 1,
    });
    return new QuotaStage(harness, await harness.boot(defineDelivery(config)));
  }

  stop(): Promise<void> {
    return this.#harness.stop();
  }

  count(workspaceId: string, windowPolicy: WindowPolicyName): Promise<void> {
    const settings = { ...defaultSettings, windowPolicy };
    return this.#react(FollowWorkspaces, WorkspaceChanged, workspaceId, {
      name: 'Shop',
      plan: 'paid',
      settings,
      version: 1,
    });
  }

  command(workspaceId: string, data: DataOf<typeof SendMessage>): Promise<void> {
    return this.#react(AcceptCommands, SendMessage, workspaceId, data);
  }

  hear<D extends MessageDefinition>(definition: D, workspaceId: string, data: DataOf<D>): Promise<void> {
    return this.#react(HearEchoes, definition, workspaceId, data);
  }

  claim(lane: LaneKey): Promise<Outbound | null> {
    return this.#service.app.get(Claim).next(lane);
  }

  record(outbound: Outbound, result: Result): Promise<void> {
    return this.#service.app.get(Record).result(outbound, result);
  }

  /** The process that sent it is dead, and its lease is over. */
  async expire(outbound: Outbound): Promise<void> {
    await this.#harness.sql(
      `UPDATE delivery.outbound SET lease_until = now() - interval '1 s' WHERE id = $1 AND state = 'sending' AND tries = $2`,
      [outbound.id, outbound.tries],
    );
    await this.#service.app.get(Record).expired(outbound);
  }

  /** TikTok's list, read long after, tells whether TikTok has it. */
  async lookUp(
    { workspaceId }: LaneKey,
    id: string,
    kept: { readonly externalId: string; readonly atMs: number } | undefined,
  ): Promise<void> {
    const store = this.#service.app.get(OutboundStore);
    const outbound = await this.#service.database.asWorker((tx) => store.find(tx, workspaceId, id));
    if (!outbound) throw new Error(`${id} is gone`);
    const record = this.#service.app.get(Record);
    if (!kept) return record.notSent(outbound, { reason: 'TikTok does not have it.' });
    const proof = { externalId: kept.externalId, sentAt: new Date(kept.atMs), provenBy: 'list' as const };
    await record.proven(outbound, { ...proof, content: { type: 'text', text: outbound.text } });
  }

  rows({ workspaceId }: LaneKey): Promise<{ id: string; attempt: number; state: OutboundState }[]> {
    return this.#harness.sql('SELECT id, attempt, state FROM delivery.outbound WHERE workspace_id = $1', [workspaceId]);
  }

  /** Every time under an id of its own: claims do not help here. */
  async #react<D extends MessageDefinition>(
    reaction: typeof AcceptCommands | typeof HearEchoes | typeof FollowWorkspaces,
    definition: D,
    workspaceId: string,
    data: DataOf<D>,
  ): Promise<void> {
    const handler: { handle(events: readonly unknown[], tx: unknown): Promise<unknown> } =
      this.#service.app.get(reaction);
    const event = {
      id: newId(),
      type: definition.type,
      occurredAt: new Date().toISOString(),
      workspaceId,
      correlationId: newId(),
      causationId: newId(),
      partitionKey: definition.key(data),
      sequence: null,
      traceparent: undefined,
      data,
    };
    await this.#service.database.asWorker((tx) => handler.handle([event], tx));
  }
}
