import { z } from 'zod';
import { WindowPolicyName } from '../reply-window.ts';
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
  /** By which of TikTok's two rules reply windows are counted. */
  windowPolicy: WindowPolicyName.default('flat'),
});
export type WorkspaceSettings = z.infer<typeof WorkspaceSettings>;

/** What is left out stays as it is. */
export const SettingsChange = z.object({
  commentTextMax: WorkspaceSettings.shape.commentTextMax.optional(),
  windowPolicy: WindowPolicyName.optional(),
});
export type SettingsChange = z.infer<typeof SettingsChange>;

export const defaultSettings: WorkspaceSettings = { commentTextMax: null, windowPolicy: 'flat' };
