import { z } from 'zod';
import { DailyReport } from '../questions/reporting.ts';
import { auditOperations } from './audit-operations.ts';
import { channelOperations } from './channel-operations.ts';
import { contactOperations } from './contact-operations.ts';
import { draftOperations } from './draft-operations.ts';
import { moderationOperations } from './moderation-operations.ts';
import { everyone, type Operation } from './operation.ts';
import { hideRuleOperations } from './hide-rule-operations.ts';
import { postOperations } from './post-operations.ts';
import { savedReplyOperations } from './saved-reply-operations.ts';
import { settingsOperations } from './settings-operations.ts';
import { searchOperations } from './search-operations.ts';
import { tagOperations } from './tag-operations.ts';
import { ticketOperations } from './ticket-operations.ts';

export const operations: readonly Operation[] = [
  ...ticketOperations,
  ...draftOperations,
  ...contactOperations,
  ...tagOperations,
  ...settingsOperations,
  ...searchOperations,
  ...savedReplyOperations,
  ...postOperations,
  ...hideRuleOperations,
  ...auditOperations,
  ...moderationOperations,
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
