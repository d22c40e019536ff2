import { createHash } from 'node:crypto';
import { Body, Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { SpanKind } from '@opentelemetry/api';
import { newId, Rejection } from '@duet/contracts';
import { currentTraceparent, inSpan } from '@duet/messaging';
import { CONFIG } from '@duet/service-kit';
import { verifyWebhook } from '@duet/tiktok-api';
import type { IngestionConfig } from '../config.ts';
import { HurrySweeps } from '../healing/hurry-sweeps.ts';
import { RefusalBook } from '../intake/refusal-book.ts';
import { countDelivery } from '../metrics.ts';
import { NormalizerSignal } from '../normalizing/normalizer-signal.ts';
import { DeliveryStore, type Delivery } from './delivery.store.ts';
import { GroupCommit } from './group-commit.ts';

/** TikTok's door: signature over the raw bytes, one committed row, 200. Everything else happens later. */
@Controller('webhooks/tiktok')
export class WebhookController {
  readonly #config: IngestionConfig;
  readonly #secrets: string[];
  readonly #commit: GroupCommit<Delivery>;
  readonly #signal: NormalizerSignal;
  readonly #sweeps: HurrySweeps;
  readonly #refusals: RefusalBook;

  constructor(
    @Inject(CONFIG) config: IngestionConfig,
    deliveries: DeliveryStore,
    signal: NormalizerSignal,
    sweeps: HurrySweeps,
    refusals: RefusalBook,
  ) {
    this.#config = config;
    this.#secrets = [config.TIKTOK_CLIENT_SECRET, config.TIKTOK_CLIENT_SECRET_PREVIOUS].filter(
      (secret) => secret !== undefined,
    );
    this.#commit = new GroupCommit((batch) => deliveries.insert(batch));
    this.#signal = signal;
    this.#sweeps = sweeps;
    this.#refusals = refusals;
  }

  @Post()
  @HttpCode(200)
  async accept(@Body() body: unknown, @Headers('tiktok-signature') signature: string | undefined): Promise<object> {
    const rawBody = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const nowMs = Date.now();
    const { verdict } = verifyWebhook({ rawBody, header: signature, secrets: this.#secrets, nowMs });
    if (verdict === 'forged' || verdict === 'malformed') {
      countDelivery(verdict);
      this.#refusals.count();
      if (verdict === 'forged') this.#sweeps.hint();
      throw new Rejection('signature_invalid');
    }
    await inSpan('accept webhook', SpanKind.SERVER, undefined, () => this.#keep(rawBody, verdict === 'fresh', nowMs));
    countDelivery(verdict);
    this.#signal.wake();
    return {};
  }

  async #keep(body: Buffer, fresh: boolean, nowMs: number): Promise<void> {
    const rawKey = createHash('sha256').update(this.#config.TIKTOK_CLIENT_KEY).update('\n').update(body).digest();
    try {
      await this.#commit.add({
        id: newId(nowMs),
        rawKey,
        body,
        fresh,
        receivedAt: new Date(nowMs),
        traceparent: currentTraceparent(),
      });
    } catch (cause) {
      countDelivery('refused');
      throw new Rejection('not_stored', { cause: cause instanceof Error ? cause.name : 'error' });
    }
  }
}
