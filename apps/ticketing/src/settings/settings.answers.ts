import { Injectable } from '@nestjs/common';
import {
  type AnswerOf,
  BusinessHours,
  BusinessHoursGet,
  BusinessHoursSet,
  ContactAttribute,
  ContactAttributesGet,
  ContactAttributesSet,
  type RequestOf,
  SlaPoliciesGet,
  SlaPoliciesSet,
  SlaPolicy,
} from '@duet/contracts';
import { Answers, type QuestionInTx } from '@duet/messaging';
import { DocumentStore } from './document.store.ts';

const hoursFrom = (document: unknown) => BusinessHours.nullable().parse(document);
const attributesFrom = (document: unknown) => ContactAttribute.array().parse(document);
const policiesFrom = (document: unknown) => SlaPolicy.array().parse(document);

/** When a workspace works, how soon it answers, and what it keeps of its customers. */
@Injectable()
export class SettingsAnswers {
  readonly #documents: DocumentStore;

  constructor(documents: DocumentStore) {
    this.#documents = documents;
  }

  @Answers(BusinessHoursGet)
  async hours(
    _request: RequestOf<typeof BusinessHoursGet>,
    { tx, actor }: QuestionInTx,
  ): Promise<AnswerOf<typeof BusinessHoursGet>> {
    const { document, version } = await this.#documents.read(tx, actor.workspaceId, 'business_hours', hoursFrom);
    return { hours: document, version };
  }

  @Answers(BusinessHoursSet)
  async setHours(
    { hours, version }: RequestOf<typeof BusinessHoursSet>,
    question: QuestionInTx,
  ): Promise<AnswerOf<typeof BusinessHoursSet>> {
    return { hours, version: await this.#documents.save(question, 'business_hours', hours, version) };
  }

  @Answers(ContactAttributesGet)
  async attributes(
    _request: RequestOf<typeof ContactAttributesGet>,
    { tx, actor }: QuestionInTx,
  ): Promise<AnswerOf<typeof ContactAttributesGet>> {
    const { document, version } = await this.#documents.read(
      tx,
      actor.workspaceId,
      'contact_attributes',
      attributesFrom,
    );
    return { attributes: document ?? [], version };
  }

  @Answers(ContactAttributesSet)
  async setAttributes(
    { attributes, version }: RequestOf<typeof ContactAttributesSet>,
    question: QuestionInTx,
  ): Promise<AnswerOf<typeof ContactAttributesSet>> {
    return { attributes, version: await this.#documents.save(question, 'contact_attributes', attributes, version) };
  }

  @Answers(SlaPoliciesGet)
  async policies(
    _request: RequestOf<typeof SlaPoliciesGet>,
    { tx, actor }: QuestionInTx,
  ): Promise<AnswerOf<typeof SlaPoliciesGet>> {
    const { document, version } = await this.#documents.read(tx, actor.workspaceId, 'sla_policies', policiesFrom);
    return { policies: document ?? [], version };
  }

  @Answers(SlaPoliciesSet)
  async setPolicies(
    { policies, version }: RequestOf<typeof SlaPoliciesSet>,
    question: QuestionInTx,
  ): Promise<AnswerOf<typeof SlaPoliciesSet>> {
    return { policies, version: await this.#documents.save(question, 'sla_policies', policies, version) };
  }
}
