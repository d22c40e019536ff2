import { z } from 'zod';
import { capabilityTable } from './capability-table.ts';

const { text: commentText } = capabilityTable.tiktok_feed;
const mostCommentText = commentText.allowed ? commentText.most?.maxCodePoints : undefined;

/** What a workspace may set otherwise, within what the platform takes. */
export const WorkspaceSettings = z.object({
  /** Characters of a comment reply (FEED-11); null for the product rule. */
  commentTextMax: z
    .number()
    .int()
    .min(1)
    .max(mostCommentText ?? 1)
    .nullable(),
});
export type WorkspaceSettings = z.infer<typeof WorkspaceSettings>;

export const defaultSettings: WorkspaceSettings = { commentTextMax: null };
