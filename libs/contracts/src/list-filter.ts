import { z } from 'zod';
import { ChannelType } from './channel-types.ts';
import { Priority } from './priority.ts';

/** By the last public message: the newest first, or who has waited longest. */
export const ListOrder = z.enum(['newest', 'oldest']);
export type ListOrder = z.infer<typeof ListOrder>;

const anyOr = <Other extends z.ZodType>(other: Other) => z.union([z.literal('any'), other]);

/** What people choose to see of the tickets, as somebody's view keeps it. */
export const ListFilter = z.object({
  /** `all`: unresolved, on hold or not; `replied` and `unreplied` follow the last public message of what is not set aside; `expiring`: unreplied, while it may still be answered, in the order in which that ends. */
  show: z.enum(['all', 'replied', 'unreplied', 'hold', 'resolved', 'expiring']),
  /** `mine`: of whoever looks; `none`: nobody has taken it; `mentioned`: a note names whoever looks; else a person's id. */
  who: z.union([z.enum(['anyone', 'mine', 'none', 'mentioned']), z.uuid()]),
  /** All, those of one type, or one channel by its id. */
  channel: anyOr(z.union([ChannelType, z.uuid()])),
  /** Whose worst promise stands so. */
  sla: anyOr(z.enum(['due_soon', 'breached'])),
  tag: anyOr(z.uuid()),
  team: anyOr(z.uuid()),
  priority: anyOr(Priority),
  order: ListOrder,
});
export type ListFilter = z.infer<typeof ListFilter>;

/** A filter with a name, kept by a person or for the whole workspace. */
export const SavedView = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(60),
  filter: ListFilter,
});
export type SavedView = z.infer<typeof SavedView>;
