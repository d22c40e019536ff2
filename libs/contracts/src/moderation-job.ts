import { z } from 'zod';
import { Actor } from './actor.ts';
import { ModerationAction, Timestamp } from './content.ts';
import { TicketStatus } from './views.ts';

/** The most comments that one job may change. */
export const MAX_JOB_COMMENTS = 10_000;
/** The most ids that one request may name; what is more goes by a filter. */
export const MAX_JOB_IDS = 2_000;

export const JobAction = ModerationAction.exclude(['delete']);
export type JobAction = z.infer<typeof JobAction>;

/** Customers' comments that meet all that is given. */
export const CommentFilter = z
  .object({
    channelId: z.uuid().optional(),
    /** TikTok's id of the post that is commented on. */
    videoId: z.string().max(64).optional(),
    /** Of the ticket that the comment opened. */
    status: TicketStatus.optional(),
    /** When the comment was written, by TikTok's time: from this moment on … */
    from: Timestamp.optional(),
    /** … and before this one. */
    to: Timestamp.optional(),
  })
  .refine((filter) => Object.values(filter).some((value) => value !== undefined), 'Give at least one condition.');
export type CommentFilter = z.infer<typeof CommentFilter>;

const ids = z.array(z.uuid()).min(1).max(MAX_JOB_IDS).optional();

/** What shall be done with which comments: named by their message ids, by the tickets they opened, or by a filter. */
export const JobOrder = z
  .object({ action: JobAction, commentIds: ids, ticketIds: ids, filter: CommentFilter.optional() })
  .refine(
    ({ commentIds, ticketIds, filter }) => [commentIds, ticketIds, filter].filter(Boolean).length === 1,
    'Give one of commentIds, ticketIds and filter.',
  );
export type JobOrder = z.infer<typeof JobOrder>;

/** How many comments cannot be changed, and why not: our own code and sentence, or TikTok's. */
export const JobRefusal = z.object({ code: z.string(), reason: z.string(), count: z.number().int() });
export type JobRefusal = z.infer<typeof JobRefusal>;

/** Milliseconds, at the pace of the rate budget while nothing more urgent comes between; null while that cannot be told. */
const TimeLeft = z.number().int().nullable();

/** What an order would do, done now. */
export const JobPreview = z.object({
  total: z.number().int(),
  toChange: z.number().int(),
  /** They are so already, or on their way. */
  skipped: z.number().int(),
  refused: z.array(JobRefusal),
  timeLeftMs: TimeLeft,
});
export type JobPreview = z.infer<typeof JobPreview>;

export const JobCounts = z.object({
  total: z.number().int(),
  /** In effect at TikTok. */
  done: z.number().int(),
  failed: z.number().int(),
  /** They were so already, or on their way. */
  skipped: z.number().int(),
  /** Not sent, because the job was cancelled. */
  dropped: z.number().int(),
  /** Still to be done; `underWay` of them are at TikTok or about to be, and a cancellation does not reach them. */
  pending: z.number().int(),
  underWay: z.number().int(),
});
export type JobCounts = z.infer<typeof JobCounts>;

/** `stopping`: cancelled, with comments still under way. */
export const JobStatus = z.enum(['running', 'stopping', 'finished', 'cancelled']);
export type JobStatus = z.infer<typeof JobStatus>;

export const ModerationJobView = z.object({
  id: z.uuid(),
  action: JobAction,
  status: JobStatus,
  by: Actor.pick({ kind: true, id: true, name: true }),
  startedAt: Timestamp,
  endedAt: Timestamp.nullable(),
  /** The job that this one undoes. */
  undoes: z.uuid().nullable(),
  counts: JobCounts,
  failures: z.array(JobRefusal),
  timeLeftMs: TimeLeft,
});
export type ModerationJobView = z.infer<typeof ModerationJobView>;
