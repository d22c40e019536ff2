import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { SeenVersion } from '../seen-version.ts';
import { TagColor, TagView, TicketView } from '../views.ts';

const askedBy = ['gateway', 'automation'] as const;
const name = z.string().trim().min(1).max(40);
/** More would not fit on a screen, and nobody would find one. */
const MOST_AT_ONCE = 40;

/** The workspace's tags, by name. */
export const TagList = defineQuestion('ticketing.tag.list', {
  request: z.object({}),
  answer: z.object({ tags: z.array(TagView) }),
  askedBy,
});

/** A tag with a name that no other tag of the workspace has, whatever the case. */
export const TagAdd = defineQuestion('ticketing.tag.add', {
  request: z.object({ name, color: TagColor.default('grey') }),
  answer: TagView,
  writes: true,
  askedBy,
});

export const TagChange = defineQuestion('ticketing.tag.change', {
  request: z.object({ id: z.uuid(), name: name.optional(), color: TagColor.optional() }),
  answer: TagView,
  writes: true,
  askedBy,
});

/** The tag goes, from every ticket that has it; answers what it was. */
export const TagRemove = defineQuestion('ticketing.tag.remove', {
  request: z.object({ id: z.uuid() }),
  answer: TagView,
  writes: true,
  askedBy,
});

/** Puts tags on the ticket and takes tags off, whatever others it has. */
export const TicketTag = defineQuestion('ticketing.ticket.tag', {
  request: z.object({
    id: z.uuid(),
    add: z.array(z.uuid()).max(MOST_AT_ONCE).default([]),
    remove: z.array(z.uuid()).max(MOST_AT_ONCE).default([]),
    version: SeenVersion,
  }),
  answer: TicketView,
  writes: true,
  askedBy,
});
