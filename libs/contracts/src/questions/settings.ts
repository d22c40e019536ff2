import { z } from 'zod';
import { BusinessHours } from '../business-hours.ts';
import { ContactAttribute } from '../contact-attributes.ts';
import { defineQuestion } from '../define.ts';
import { SavedView } from '../list-filter.ts';
import { SlaPolicy } from '../sla.ts';
import { AssignmentRule, Team } from '../teams.ts';

const askedBy = ['gateway', 'automation'] as const;
/** How often the page was saved; whoever saves says which version was changed, so that nobody overwrites a colleague. */
const version = z.number().int().min(0);

const hours = { hours: BusinessHours.nullable(), version };

/** When the workspace works; null: day and night. */
export const BusinessHoursGet = defineQuestion('ticketing.business-hours.get', {
  request: z.object({}),
  answer: z.object(hours),
  askedBy,
});

export const BusinessHoursSet = defineQuestion('ticketing.business-hours.set', {
  request: z.object(hours),
  answer: z.object(hours),
  writes: true,
  askedBy: ['gateway'],
});

const policies = { policies: z.array(SlaPolicy).max(50), version };

/** The workspace's SLA policies in their order: the first that covers a ticket is the one it has (INB-05). */
export const SlaPoliciesGet = defineQuestion('ticketing.sla-policies.get', {
  request: z.object({}),
  answer: z.object(policies),
  askedBy,
});

/** Tickets take a changed policy at their next message or change. */
export const SlaPoliciesSet = defineQuestion('ticketing.sla-policies.set', {
  request: z.object(policies),
  answer: z.object(policies),
  writes: true,
  askedBy: ['gateway'],
});

const teams = { teams: z.array(Team).max(100), version };

/** The workspace's teams, by their order on the page. */
export const TeamsGet = defineQuestion('ticketing.teams.get', {
  request: z.object({}),
  answer: z.object(teams),
  askedBy,
});

export const TeamsSet = defineQuestion('ticketing.teams.set', {
  request: z.object(teams),
  answer: z.object(teams),
  writes: true,
  askedBy: ['gateway'],
});

const rules = { rules: z.array(AssignmentRule).max(100), version };

/** The workspace's assignment rules in their order (INB-02). */
export const AssignmentRulesGet = defineQuestion('ticketing.assignment-rules.get', {
  request: z.object({}),
  answer: z.object(rules),
  askedBy,
});

export const AssignmentRulesSet = defineQuestion('ticketing.assignment-rules.set', {
  request: z.object(rules),
  answer: z.object(rules),
  writes: true,
  askedBy: ['gateway'],
});

const keysDiffer = (all: readonly ContactAttribute[]): boolean =>
  new Set(all.map(({ key }) => key)).size === all.length;
const attributes = {
  attributes: z.array(ContactAttribute).max(50).refine(keysDiffer, 'Two attributes have one key.'),
  version,
};

/** What the workspace keeps of its customers beside e-mail, phone and a note, by its order in the panel. */
export const ContactAttributesGet = defineQuestion('ticketing.contact-attributes.get', {
  request: z.object({}),
  answer: z.object(attributes),
  askedBy,
});

/** Values of an attribute that is taken away are kept, and there again with it. */
export const ContactAttributesSet = defineQuestion('ticketing.contact-attributes.set', {
  request: z.object(attributes),
  answer: z.object(attributes),
  writes: true,
  askedBy: ['gateway'],
});

const idsDiffer = (all: readonly SavedView[]): boolean => new Set(all.map(({ id }) => id)).size === all.length;
const views = z.object({ views: z.array(SavedView).max(50).refine(idsDiffer, 'Two views have one id.'), version });

/** Views of the ticket list in their order: those of the workspace, and those of whoever asks. */
export const ViewsGet = defineQuestion('ticketing.views.get', {
  request: z.object({}),
  answer: z.object({ shared: views, own: views }),
  askedBy: ['gateway'],
});

/** Sets all views of whoever asks, or all of the workspace, which supervisors keep. */
export const ViewsSet = defineQuestion('ticketing.views.set', {
  request: views.extend({ isShared: z.boolean() }),
  answer: views,
  writes: true,
  askedBy: ['gateway'],
});
