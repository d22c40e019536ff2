import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { JobOrder, JobPreview, ModerationJobView } from '../moderation-job.ts';

const askedBy = ['gateway'] as const;
const onJob = z.object({ id: z.uuid() });
/** Ten thousand comments are looked through. */
const deadlineMs = 10_000;

/** What an order would do, without doing it. */
export const ModerationJobPreview = defineQuestion('ticketing.moderation-job.preview', {
  request: JobOrder,
  answer: JobPreview,
  deadlineMs,
  askedBy,
});

/** Hides or shows many comments, as fast as TikTok allows. Answers at once; progress follows as events. */
export const ModerationJobStart = defineQuestion('ticketing.moderation-job.start', {
  request: JobOrder,
  answer: ModerationJobView,
  writes: true,
  deadlineMs,
  askedBy,
});

/** The newest 100 jobs of the workspace. */
export const ModerationJobList = defineQuestion('ticketing.moderation-job.list', {
  request: z.object({}),
  answer: z.object({ jobs: z.array(ModerationJobView) }),
  askedBy,
});

export const ModerationJobGet = defineQuestion('ticketing.moderation-job.get', {
  request: onJob,
  answer: ModerationJobView,
  askedBy,
});

/** Drops what was not sent yet; what is under way ends by itself. */
export const ModerationJobCancel = defineQuestion('ticketing.moderation-job.cancel', {
  request: onJob,
  answer: ModerationJobView,
  writes: true,
  askedBy,
});

/** Starts a job that does the contrary, with the comments that this one changed and nobody has changed since. */
export const ModerationJobUndo = defineQuestion('ticketing.moderation-job.undo', {
  request: onJob,
  answer: ModerationJobView,
  writes: true,
  deadlineMs,
  askedBy,
});
