import { ContactChanged, ContactsMerged, ContactsUnmerged, type CustomerView } from '@duet/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { keys } from './query-keys.ts';

/** Something about a customer changed. */
export interface CustomerNews {
  /** The contact that stands for the customer. */
  readonly contactId: string;
  /** Number of the event among those of the customer. */
  readonly sequence: number;
  /** The contact that came to the customer or left, with its tickets. */
  readonly otherId: string | null;
}

const sequence = z.number().int();
const Line = z.union([
  z.object({ type: z.literal(ContactChanged.type), sequence, data: ContactChanged.data }),
  z.object({ type: z.enum([ContactsMerged.type, ContactsUnmerged.type]), sequence, data: ContactsMerged.data }),
]);

/** What a line of the event stream tells of a customer; null where it tells of something else. */
export function customerNewsFrom(line: string): CustomerNews | null {
  if (!line.includes('"ticketing.contact.')) return null;
  try {
    const { sequence, data } = Line.parse(JSON.parse(line));
    return { contactId: data.contactId, sequence, otherId: 'otherId' in data ? data.otherId : null };
  } catch {
    return null;
  }
}

/** Values are not in events: what is held of the customer is asked for again, unless it is as new as the event. */
export function readCustomersAgain(client: QueryClient, { contactId, sequence, otherId }: CustomerNews): void {
  for (const { queryKey, held } of customersOf(client, [contactId, otherId])) {
    if (held.id === contactId && held.version >= sequence) continue;
    void client.invalidateQueries({ queryKey, exact: true });
    if (otherId !== null) void client.invalidateQueries({ queryKey: keys.history(String(queryKey[1])), exact: true });
  }
}

/** A customer opened a ticket: it stands on top of the history, and is counted. */
export function readHistoryAgain(client: QueryClient, contactId: string): void {
  for (const { queryKey } of customersOf(client, [contactId])) {
    void client.invalidateQueries({ queryKey, exact: true });
    void client.invalidateQueries({ queryKey: keys.history(String(queryKey[1])), exact: true });
  }
}

/** What is held of the customers of these contacts. */
function customersOf(client: QueryClient, contactIds: readonly (string | null)[]) {
  return client
    .getQueryCache()
    .findAll({ queryKey: ['customer'] })
    .flatMap(({ queryKey }) => {
      const held = client.getQueryData<CustomerView>(queryKey);
      return held?.contacts.some(({ id }) => contactIds.includes(id)) ? [{ queryKey, held }] : [];
    });
}
