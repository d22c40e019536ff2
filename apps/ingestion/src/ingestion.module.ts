import { type DynamicModule, Module } from '@nestjs/common';
import type { IngestionConfig } from './config.ts';
import { DeliveryStore } from './deliveries/delivery.store.ts';
import { ForgetKeys } from './deliveries/forget-keys.ts';
import { WebhookController } from './deliveries/webhook.controller.ts';
import { BareSignalStore } from './healing/bare-signal.store.ts';
import { Healer } from './healing/healer.ts';
import { HealingAnswers } from './healing/healing.answers.ts';
import { HurrySweeps } from './healing/hurry-sweeps.ts';
import { ReadComments } from './healing/read-comments.ts';
import { ReadMessages } from './healing/read-messages.ts';
import { ReplyCountStore } from './healing/reply-count.store.ts';
import { SweepStore } from './healing/sweep.store.ts';
import { TikTokLists } from './healing/tiktok-lists.ts';
import { ImportAnswers } from './importing/import.answers.ts';
import { ImportOffer } from './importing/import-offer.ts';
import { IntakeAnswers } from './intake/intake.answers.ts';
import { IntakeBook } from './intake/intake-book.ts';
import { RefusalBook } from './intake/refusal-book.ts';
import { AuthorLookup } from './normalizing/author-lookup.ts';
import { BacklogStore } from './normalizing/backlog.store.ts';
import { NormalizerSignal } from './normalizing/normalizer-signal.ts';
import { Normalizer } from './normalizing/normalizer.ts';
import { QuarantineAnswers } from './quarantine/quarantine.answers.ts';
import { RouteByChannel } from './routing/route-by-channel.handler.ts';
import { RouteStore } from './routing/route.store.ts';
import { AcceptSecrets } from './secrets/accept-secrets.handler.ts';
import { SecretStore } from './secrets/secret.store.ts';
import { WebhookSecrets } from './secrets/webhook-secrets.ts';

const web = { controllers: [WebhookController], providers: [DeliveryStore, WebhookSecrets] };
const both = [SecretStore, NormalizerSignal, SweepStore, HurrySweeps, RefusalBook];
const healing = [BareSignalStore, ReplyCountStore, TikTokLists, ReadMessages, ReadComments, Healer, HealingAnswers];
const normalizing = [BacklogStore, RouteStore, Normalizer, AuthorLookup, RouteByChannel];
const worker = [
  ForgetKeys,
  AcceptSecrets,
  IntakeBook,
  ...normalizing,
  ...healing,
  QuarantineAnswers,
  IntakeAnswers,
  ImportOffer,
  ImportAnswers,
];

@Module({})
export class IngestionModule {
  /** `web` answers TikTok and has no broker; `worker` does everything after the commit (H4). */
  static for(role: IngestionConfig['INGESTION_ROLE']): DynamicModule {
    return {
      module: IngestionModule,
      controllers: role === 'worker' ? [] : web.controllers,
      providers: [...both, ...(role === 'worker' ? [] : web.providers), ...(role === 'web' ? [] : worker)],
    };
  }
}
