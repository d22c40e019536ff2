import { Inject, Injectable } from '@nestjs/common';
import { ContactDescribed, newId } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock, type Log, publish, type Publish, Relay } from '@duet/messaging';
import { LOGGER } from '@duet/service-kit';
import { Describer } from '../lookups/describer.ts';
import type { ContactLookup } from './contact-lookup.ts';
import { ContactLookupStore } from './contact-lookup.store.ts';
import { ContactReader, inquiriesFor, type Inquiry } from './contact-reader.ts';

const BATCH = 60;

/** Names and pictures of those who wrote. */
@Injectable()
export class ContactDescriber extends Describer<ContactLookup, Inquiry> {
  constructor(
    database: Database,
    queue: ContactLookupStore,
    private readonly reader: ContactReader,
    relay: Relay,
    private readonly clock: Clock,
    @Inject(LOGGER) log: Log,
  ) {
    super({ name: 'describe-contacts', queue, batch: BATCH, database, relay, clock, log });
  }

  protected inquiriesFor(lookups: readonly ContactLookup[]): Inquiry[] {
    return inquiriesFor(lookups);
  }

  protected async ask(inquiry: Inquiry): Promise<Publish[]> {
    const found = await this.reader.read(inquiry);
    return inquiry.lookups.flatMap(({ workspaceId, accountId, channelId, externalId, username }) => {
      const description = found.get(externalId);
      if (!description) return [];
      const id = newId();
      const data = { accountId, channelId, externalId, ...description, username: description.username ?? username };
      const cause = { id, correlationId: id };
      return [
        publish(ContactDescribed, {
          workspaceId,
          data,
          cause,
          occurredAt: this.clock.now(),
          personKey: externalId,
        }),
      ];
    });
  }
}
