import { ContactDescribe, ContactFind, ContactGet, ContactMerge, ContactUnmerge } from '../questions/contacts.ts';
import { everyone, type Operation } from './operation.ts';

/** Customers, whichever of TikTok's identities they write under. Their tickets are `GET /tickets?contactId=`. */
export const contactOperations: readonly Operation[] = [
  {
    id: 'findContacts',
    method: 'GET',
    path: '/contacts',
    summary: 'Customers who are called so',
    asks: ContactFind,
    roles: everyone,
    status: 200,
  },
  {
    id: 'getContact',
    method: 'GET',
    path: '/contacts/{id}',
    summary: 'The customer whom a contact belongs to',
    asks: ContactGet,
    roles: everyone,
    status: 200,
  },
  {
    id: 'describeContact',
    method: 'POST',
    path: '/contacts/{id}',
    summary: 'Set attributes of a customer',
    asks: ContactDescribe,
    roles: everyone,
    status: 200,
  },
  {
    id: 'mergeContacts',
    method: 'POST',
    path: '/contacts/{id}/merge',
    summary: 'Make one customer of two contacts; attributes of the one in the path win',
    asks: ContactMerge,
    roles: everyone,
    status: 200,
  },
  {
    id: 'unmergeContacts',
    method: 'POST',
    path: '/contacts/{id}/unmerge',
    summary: 'Take a merged contact out of a customer again',
    asks: ContactUnmerge,
    roles: everyone,
    status: 200,
  },
];
