import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { DraftView } from '../views.ts';

/** What people have written on a ticket and not sent, the newest first. */
export const DraftList = defineQuestion('ticketing.draft.list', {
  request: z.object({ id: z.uuid() }),
  answer: z.object({ drafts: z.array(DraftView) }),
  askedBy: ['gateway'],
});

/** Keeps what whoever asks has written; an empty text takes it away. Nothing of it is ever sent by itself. */
export const DraftSave = defineQuestion('ticketing.draft.save', {
  request: z.object({ id: z.uuid(), mode: DraftView.shape.mode, text: z.string().max(20_000) }),
  answer: z.object({}),
  askedBy: ['gateway'],
});
