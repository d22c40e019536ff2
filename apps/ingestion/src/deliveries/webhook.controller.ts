import { createHash } from 'node:crypto';
import { Body, Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { SpanKind } from '@opentelemetry/api';
import { newId, Rejection } from '@duet/contracts';
import { currentTraceparent, inSpan } from '@duet/messaging';
import { CONFIG } from '@duet/service-kit';
import { verifyWebhook, type WebhookVerdict } from '@duet/tiktok-api';
import type { IngestionConfig } from '../config.ts';
import { HurrySweeps } from '../healing/hurry-sweeps.ts';
import { RefusalBook } from '../intake/refusal-book.ts';
import { countDelivery } from '../metrics.ts';
import { NormalizerSignal } from '../normalizing/normalizer-signal.ts';
import { WebhookSecrets } from '../secrets/webhook-secrets.ts';
import { DeliveryStore, type Delivery } from './delivery.store.ts';
import { GroupCommit } from './group-commit.ts';

/** TikTok's door: signature over the raw bytes, one committed row, 200. Everything else happens later. */
@Controller('webhooks/tiktok')
export class WebhookController {
  readonly #config: IngestionConfig;
  readonly #secrets: WebhookSecrets;
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
    secrets: WebhookSecrets,
  ) {
    this.#config = config;
    this.#secrets = secrets;
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
    const verdict = await this.#verdictOn(rawBody, signature, nowMs);
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

  /** A signature that fits no secret may be one of a secret that was set a moment ago. */
  async #verdictOn(rawBody: Buffer, header: string | undefined, nowMs: number): Promise<WebhookVerdict['verdict']> {
    const verify = () => verifyWebhook({ rawBody, header, secrets: this.#secrets.accepted(nowMs), nowMs }).verdict;
    const { version } = this.#secrets;
    const verdict = verify();
    return verdict === 'forged' && (await this.#secrets.areRenewed(version)) ? verify() : verdict;
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
