import { z } from 'zod';
import { AttributeValue } from '../contact-attributes.ts';
import { CustomerContact, CustomerView } from '../customer.ts';
import { defineQuestion } from '../define.ts';

const askedBy = ['gateway', 'automation'] as const;
const ofContact = z.object({ id: z.uuid() });

/** The customer whom a contact belongs to. */
export const ContactGet = defineQuestion('ticketing.contact.get', {
  request: ofContact,
  answer: CustomerView,
  askedBy,
});

/** Customers who are called so, those with the newest tickets first. */
export const ContactFind = defineQuestion('ticketing.contact.find', {
  request: z.object({ q: z.string().max(200), limit: z.coerce.number().int().min(1).max(50).default(10) }),
  answer: z.object({ contacts: z.array(CustomerContact) }),
  askedBy,
});

/** Sets attributes of the customer whom a contact belongs to; null takes one away. The others stay. */
export const ContactDescribe = defineQuestion('ticketing.contact.describe', {
  request: ofContact.extend({
    attributes: z.record(z.string().max(40), AttributeValue.nullable()).refine((all) => Object.keys(all).length <= 60),
  }),
  answer: CustomerView,
  writes: true,
  askedBy,
});

const ofTwo = ofContact.extend({ otherId: z.uuid() });

/**
 * The two contacts are one person: the other one's tickets and attributes belong to this one's customer from now on. Each
 * message still goes out, and is shown, under the identity that its conversation has at TikTok.
 */
export const ContactMerge = defineQuestion('ticketing.contact.merge', {
  request: ofTwo,
  answer: CustomerView,
  writes: true,
  askedBy,
});

/** Takes a merged contact out again, with its own tickets and attributes as they were. */
export const ContactUnmerge = defineQuestion('ticketing.contact.unmerge', {
  request: ofTwo,
  answer: CustomerView,
  writes: true,
  askedBy,
});
