import { Injectable } from '@nestjs/common';
import {
  type AnswerOf,
  attributeKindsOf,
  ContactChanged,
  ContactDescribe,
  ContactFind,
  ContactGet,
  type CustomerView,
  fitsAttribute,
  Rejection,
  type RequestOf,
} from '@duet/contracts';
import { Answers, Clock, publish, type QuestionInTx } from '@duet/messaging';
import { AuditStore } from '../audit/audit.store.ts';
import { CustomerStore } from './customer.store.ts';
import { ProfileStore } from './profile.store.ts';

/** Who customers are. */
@Injectable()
export class CustomerAnswers {
  constructor(
    private readonly customers: CustomerStore,
    private readonly profiles: ProfileStore,
    private readonly audit: AuditStore,
    private readonly clock: Clock,
  ) {}

  @Answers(ContactGet)
  async get({ id }: RequestOf<typeof ContactGet>, { tx, actor }: QuestionInTx): Promise<CustomerView> {
    const kept = await this.profiles.standsFor(tx, id);
    return this.customers.view(tx, actor, kept);
  }

  @Answers(ContactFind)
  async find({ q, limit }: RequestOf<typeof ContactFind>, { tx }: QuestionInTx): Promise<AnswerOf<typeof ContactFind>> {
    return { contacts: await this.customers.find(tx, q, limit) };
  }

  @Answers(ContactDescribe)
  async describe(
    { id, attributes }: RequestOf<typeof ContactDescribe>,
    { tx, actor, cause, publish: tell }: QuestionInTx,
  ): Promise<CustomerView> {
    const kinds = attributeKindsOf(await this.customers.defined(tx, actor.workspaceId));
    for (const [key, value] of Object.entries(attributes)) {
      const kind = kinds.get(key);
      if (!kind) throw new Rejection('not_found', {}, `There is no attribute "${key}".`);
      if (value !== null && !fitsAttribute(kind, value)) throw new Rejection('attribute_unfit', { key });
    }
    const [profile] = await this.profiles.lock(tx, [await this.profiles.standsFor(tx, id)]);
    if (!profile || profile.mergedInto !== null) throw new Rejection('changed_meanwhile');
    const { contactId } = profile;
    const changed = Object.keys(attributes).filter((key) => attributes[key] !== profile.attributes[key]);
    if (changed.length > 0) {
      const now = this.clock.now();
      await this.profiles.describe(tx, contactId, attributes);
      const by = { kind: actor.kind, id: actor.id, name: actor.name };
      const data = { contactId, changed, by };
      tell(
        publish(ContactChanged, {
          workspaceId: actor.workspaceId,
          data,
          cause,
          occurredAt: now,
          sequence: profile.version + 1,
        }),
      );
      const record = { action: 'contact_described', details: { contactId, changed } };
      await this.audit.add(tx, { at: now, actor, ticketId: null, ...record });
    }
    return this.customers.view(tx, actor, contactId);
  }
}
