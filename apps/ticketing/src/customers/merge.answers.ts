import { Injectable } from '@nestjs/common';
import {
  ContactMerge,
  ContactsMerged,
  ContactsUnmerged,
  ContactUnmerge,
  type CustomerView,
  Rejection,
  type RequestOf,
} from '@duet/contracts';
import { Answers, Clock, publish, type QuestionInTx } from '@duet/messaging';
import { AuditStore } from '../audit/audit.store.ts';
import { CustomerStore } from './customer.store.ts';
import { assertMergeable } from './merging.ts';
import { type Profile, ProfileStore } from './profile.store.ts';

/** Makes one customer of contacts that are one person, and takes them apart again. Nothing is sent otherwise for it. */
@Injectable()
export class MergeAnswers {
  constructor(
    private readonly customers: CustomerStore,
    private readonly profiles: ProfileStore,
    private readonly audit: AuditStore,
    private readonly clock: Clock,
  ) {}

  @Answers(ContactMerge)
  async merge({ id, otherId }: RequestOf<typeof ContactMerge>, question: QuestionInTx): Promise<CustomerView> {
    const { tx } = question;
    const [kept, other] = await this.profiles.lockTwo(tx, id, otherId);
    assertMergeable(kept, other, await this.profiles.hasMerged(tx, otherId));
    await this.profiles.place(tx, otherId, id);
    return this.#tell(kept, otherId, question, ContactsMerged, 'contacts_merged');
  }

  @Answers(ContactUnmerge)
  async unmerge({ id, otherId }: RequestOf<typeof ContactUnmerge>, question: QuestionInTx): Promise<CustomerView> {
    const { tx } = question;
    const [kept, other] = await this.profiles.lockTwo(tx, id, otherId);
    if (other.mergedInto !== id) throw new Rejection('not_merged');
    await this.profiles.place(tx, otherId, null);
    return this.#tell(kept, otherId, question, ContactsUnmerged, 'contacts_unmerged');
  }

  async #tell(
    { contactId, version }: Profile,
    otherId: string,
    { tx, actor, cause, publish: tell }: QuestionInTx,
    definition: typeof ContactsMerged | typeof ContactsUnmerged,
    action: string,
  ): Promise<CustomerView> {
    const now = this.clock.now();
    const data = { contactId, otherId, by: { kind: actor.kind, id: actor.id, name: actor.name } };
    await this.profiles.describe(tx, contactId, {});
    const { workspaceId } = actor;
    tell(publish(definition, { workspaceId, data, cause, occurredAt: now, sequence: version + 1 }));
    await this.audit.add(tx, { at: now, actor, action, ticketId: null, details: { contactId, otherId } });
    return this.customers.view(tx, actor, contactId);
  }
}
