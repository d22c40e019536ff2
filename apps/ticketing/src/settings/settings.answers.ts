import { Injectable } from '@nestjs/common';
import {
  type AnswerOf,
  BusinessHours,
  BusinessHoursGet,
  BusinessHoursSet,
  type RequestOf,
  SlaPoliciesGet,
  SlaPoliciesSet,
  SlaPolicy,
} from '@duet/contracts';
import { Answers, Clock, type QuestionInTx } from '@duet/messaging';
import { AuditStore } from '../audit/audit.store.ts';
import { type DocumentKind, DocumentStore } from './document.store.ts';

const hoursFrom = (document: unknown) => BusinessHours.nullable().parse(document);
const policiesFrom = (document: unknown) => SlaPolicy.array().parse(document);

/** The pages on which a workspace sets how its tickets are worked. */
@Injectable()
export class SettingsAnswers {
  readonly #documents: DocumentStore;
  readonly #audit: AuditStore;
  readonly #clock: Clock;

  constructor(documents: DocumentStore, audit: AuditStore, clock: Clock) {
    this.#documents = documents;
    this.#audit = audit;
    this.#clock = clock;
  }

  @Answers(BusinessHoursGet)
  async hours(
    _request: RequestOf<typeof BusinessHoursGet>,
    { tx }: QuestionInTx,
  ): Promise<AnswerOf<typeof BusinessHoursGet>> {
    const { document, version } = await this.#documents.read(tx, 'business_hours', hoursFrom);
    return { hours: document, version };
  }

  @Answers(BusinessHoursSet)
  async setHours(
    { hours, version }: RequestOf<typeof BusinessHoursSet>,
    question: QuestionInTx,
  ): Promise<AnswerOf<typeof BusinessHoursSet>> {
    return { hours, version: await this.#save(question, 'business_hours', hours, version) };
  }

  @Answers(SlaPoliciesGet)
  async policies(
    _request: RequestOf<typeof SlaPoliciesGet>,
    { tx }: QuestionInTx,
  ): Promise<AnswerOf<typeof SlaPoliciesGet>> {
    const { document, version } = await this.#documents.read(tx, 'sla_policies', policiesFrom);
    return { policies: document ?? [], version };
  }

  @Answers(SlaPoliciesSet)
  async setPolicies(
    { policies, version }: RequestOf<typeof SlaPoliciesSet>,
    question: QuestionInTx,
  ): Promise<AnswerOf<typeof SlaPoliciesSet>> {
    return { policies, version: await this.#save(question, 'sla_policies', policies, version) };
  }

  async #save({ tx, actor }: QuestionInTx, kind: DocumentKind, document: unknown, version: number): Promise<number> {
    const saved = await this.#documents.write(tx, actor.workspaceId, kind, document, version);
    await this.#audit.add(tx, {
      at: this.#clock.now(),
      actor,
      action: `${kind}_set`,
      ticketId: null,
      details: { version: saved },
    });
    return saved;
  }
}
