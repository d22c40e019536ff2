import { z } from 'zod';
import { ChannelType } from './channel-types.ts';
import { AttributeValue } from './contact-attributes.ts';
import { ContactView } from './views.ts';

/** One of TikTok's identities of a customer, and where it wrote. */
export const CustomerContact = ContactView.extend({
  tickets: z.number().int(),
  channelTypes: z.array(ChannelType),
});
export type CustomerContact = z.infer<typeof CustomerContact>;

/** A customer: one contact, or several that were merged because they are one person. */
export const CustomerView = z.object({
  /** The contact that stands for the customer. */
  id: z.uuid(),
  /** That contact first, then those merged into it. */
  contacts: z.array(CustomerContact).min(1),
  /** By key; without those that are not known. What the contact that stands for the customer says wins. */
  attributes: z.record(z.string(), AttributeValue),
  /** Number of the customer's last event. */
  version: z.number().int(),
});
export type CustomerView = z.infer<typeof CustomerView>;
