import { z } from 'zod';
import { DailyReport } from '../questions/reporting.ts';
import { CommentEdit, CommentModerate } from '../questions/ticketing.ts';
import { auditOperations } from './audit-operations.ts';
import { channelOperations } from './channel-operations.ts';
import { everyone, type Operation } from './operation.ts';
import { savedReplyOperations } from './saved-reply-operations.ts';
import { tagOperations } from './tag-operations.ts';
import { ticketOperations } from './ticket-operations.ts';

export const operations: readonly Operation[] = [
  ...ticketOperations,
  ...tagOperations,
  ...savedReplyOperations,
  ...auditOperations,
  {
    id: 'hideComment',
    method: 'POST',
    path: '/comments/{id}/hide',
    summary: "Hide a customer's comment",
    asks: CommentModerate,
    roles: everyone,
    status: 202,
    fixed: { action: 'hide' },
  },
  {
    id: 'unhideComment',
    method: 'POST',
    path: '/comments/{id}/unhide',
    summary: 'Show a hidden comment again',
    asks: CommentModerate,
    roles: everyone,
    status: 202,
    fixed: { action: 'unhide' },
  },
  {
    id: 'deleteComment',
    method: 'POST',
    path: '/comments/{id}/delete',
    summary: 'Delete a comment that was posted from here',
    asks: CommentModerate,
    roles: everyone,
    status: 202,
    fixed: { action: 'delete' },
  },
  {
    id: 'editComment',
    method: 'POST',
    path: '/comments/{id}/edit',
    summary: 'Post a new text in place of a comment that was posted from here, then delete the old one',
    asks: CommentEdit,
    roles: everyone,
    status: 202,
  },
  ...channelOperations,
  {
    id: 'dailyReport',
    method: 'GET',
    path: '/reports/daily',
    summary: 'Messages and tickets per channel and day',
    asks: DailyReport,
    roles: everyone,
    status: 200,
  },
];

/** What every refusal looks like (RFC 9457). */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});
export type Problem = z.infer<typeof Problem>;
