import { z } from 'zod';
import { ChannelType } from './channel-types.ts';
import { Priority } from './priority.ts';

/** People who share work. */
export const Team = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(60),
  memberIds: z.array(z.uuid()).max(200),
  /** Open tickets that a member is given at most by turn; null: any number. */
  mostOpen: z.number().int().min(1).max(1_000).nullable(),
  /** Unanswered tickets are taken back from a member who has been offline for so long; 0: never. */
  takeBackMinutes: z.number().int().min(0).max(1_440).default(0),
});
export type Team = z.infer<typeof Team>;

export const TeamView = Team.pick({ id: true, name: true });
export type TeamView = z.infer<typeof TeamView>;

/** To whom a rule gives a ticket: a person, a team that takes for itself, or a team's members by turn. */
export const RuleAction = z.discriminatedUnion('type', [
  z.object({ type: z.literal('agent'), personId: z.uuid() }),
  z.object({ type: z.literal('team'), teamId: z.uuid() }),
  z.object({ type: z.literal('round_robin'), teamId: z.uuid() }),
]);
export type RuleAction = z.infer<typeof RuleAction>;

/** Who gets a ticket that nobody has. The first rule that is on and whose conditions all hold decides (INB-02). */
export const AssignmentRule = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(60),
  isOn: z.boolean(),
  /** An empty list asks for nothing. */
  conditions: z.object({
    channelTypes: z.array(ChannelType).max(10),
    channelIds: z.array(z.uuid()).max(50),
    priorities: z.array(Priority).max(4),
    /** Any of them. */
    tagIds: z.array(z.uuid()).max(40),
    /** Any of them in the customer's first message, whatever the case. */
    words: z.array(z.string().trim().min(1).max(60)).max(50),
    hours: z.enum(['any', 'in', 'out']),
  }),
  action: RuleAction,
});
export type AssignmentRule = z.infer<typeof AssignmentRule>;

/** `offline`: without an open page for a while; `away`: set by hand. */
export const Availability = z.enum(['available', 'away', 'offline']);
export type Availability = z.infer<typeof Availability>;

export const AvailabilityView = z.object({
  personId: z.uuid(),
  availability: Availability,
  /** Open tickets that the person has. */
  open: z.number().int(),
});
export type AvailabilityView = z.infer<typeof AvailabilityView>;
