import type { CustomerView } from '@duet/contracts';
import { QueryClient } from '@tanstack/react-query';
import { aTicket, at, ids } from '../samples.ts';
import { customerNewsFrom, readCustomersAgain, readHistoryAgain } from './live-customers.ts';
import { keys } from './query-keys.ts';

const { contact } = aTicket();
const customer = (id: string, version: number): CustomerView => ({
  id,
  contacts: [{ ...contact, id, tickets: 1, channelTypes: ['tiktok_messenger'] }],
  attributes: {},
  version,
});
const line = (type: string, sequence: number | null, more: object = { changed: ['email'] }) =>
  JSON.stringify({
    type,
    sequence,
    occurredAt: at(1),
    data: { contactId: contact.id, ...more, by: { kind: 'person', id: ids.me, name: 'Mira' } },
  });

function holding(...customers: CustomerView[]): QueryClient {
  const client = new QueryClient();
  for (const one of customers) {
    client.setQueryData(keys.customer(one.id), one);
    client.setQueryData(keys.history(one.id), { pages: [], pageParams: [] });
  }
  return client;
}
const isStale = (client: QueryClient, queryKey: readonly unknown[]) => client.getQueryState(queryKey)?.isInvalidated;

test('an event of a customer is read with its number, and others are left to others', () => {
  expect(customerNewsFrom(line('ticketing.contact.changed', 3))).toEqual({
    contactId: contact.id,
    sequence: 3,
    otherId: null,
  });
  expect(customerNewsFrom(line('ticketing.contact.merged', 4, { otherId: ids.other }))).toEqual({
    contactId: contact.id,
    sequence: 4,
    otherId: ids.other,
  });
  expect(customerNewsFrom(line('ticketing.contact.changed', null))).toBeNull();
  expect(customerNewsFrom(line('ticketing.ticket.seen', 3))).toBeNull();
  expect(customerNewsFrom('{"type":"ticketing.contact.changed"')).toBeNull();
});

test('the customer of an event is asked for again, unless what is held is as new', () => {
  const client = holding(customer(contact.id, 2), customer(ids.other, 0));
  readCustomersAgain(client, { contactId: contact.id, sequence: 2, otherId: null });
  expect(isStale(client, keys.customer(contact.id))).toBe(false);
  readCustomersAgain(client, { contactId: contact.id, sequence: 3, otherId: null });
  expect(isStale(client, keys.customer(contact.id))).toBe(true);
  expect(isStale(client, keys.customer(ids.other))).toBe(false);
});

test('a new ticket of a customer renews its history and no other', () => {
  const client = holding(customer(contact.id, 0), customer(ids.other, 0));
  readHistoryAgain(client, contact.id);
  expect(isStale(client, keys.history(contact.id))).toBe(true);
  expect(isStale(client, keys.history(ids.other))).toBe(false);
});

test('two contacts that were merged or taken apart are asked for again, with the tickets of both', () => {
  const client = holding(customer(contact.id, 2), customer(ids.other, 7), customer(ids.me, 0));
  readCustomersAgain(client, { contactId: contact.id, sequence: 3, otherId: ids.other });
  for (const id of [contact.id, ids.other]) {
    expect([isStale(client, keys.customer(id)), isStale(client, keys.history(id))]).toEqual([true, true]);
  }
  expect(isStale(client, keys.customer(ids.me))).toBe(false);
});
