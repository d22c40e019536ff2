import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { UploadView } from '../http/media.ts';
import { SavedReplyView } from '../saved-reply.ts';

const askedBy = ['gateway', 'automation'] as const;

const fields = {
  title: z.string().trim().min(1).max(80),
  /** Letters, digits, `-` and `_`: what can stand after a `#`. */
  shortcut: z
    .string()
    .regex(/^[\p{L}\p{N}_-]{1,30}$/u)
    .nullable(),
  /** As long as the longest message of any channel; whether it fits shows where it is used (INB-17). */
  text: z.string().trim().min(1).max(6_000),
  /** An upload (`POST /media`); null: none. */
  imageId: z.uuid().nullable(),
  isShared: z.boolean(),
};
/** What the upload is: whoever asks has looked. */
const image = UploadView.optional();

/** The workspace's saved replies and those of whoever asks, by title (INB-06). */
export const SavedReplyList = defineQuestion('ticketing.saved-reply.list', {
  request: z.object({}),
  answer: z.object({ savedReplies: z.array(SavedReplyView) }),
  askedBy,
});

/** Everybody keeps saved replies of their own; those of the workspace are kept by supervisors. */
export const SavedReplyAdd = defineQuestion('ticketing.saved-reply.add', {
  request: z.object({
    ...fields,
    shortcut: fields.shortcut.default(null),
    imageId: fields.imageId.default(null),
    image,
    isShared: fields.isShared.default(false),
  }),
  answer: SavedReplyView,
  writes: true,
  askedBy,
});

export const SavedReplyChange = defineQuestion('ticketing.saved-reply.change', {
  request: z.object({ id: z.uuid(), image }).extend(z.object(fields).partial().shape),
  answer: SavedReplyView,
  writes: true,
  askedBy,
});

/** Answers what it was. */
export const SavedReplyRemove = defineQuestion('ticketing.saved-reply.remove', {
  request: z.object({ id: z.uuid() }),
  answer: SavedReplyView,
  writes: true,
  askedBy,
});
