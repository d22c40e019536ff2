import type { ServiceSchema } from '@duet/database';
import { CreateTicketing1764000000000 } from './migrations/1764000000000-create-ticketing.ts';
import { OrderContactNews1764100000000 } from './migrations/1764100000000-order-contact-news.ts';
import { KeepWorkspaceSettings1764400000000 } from './migrations/1764400000000-keep-workspace-settings.ts';
import { CreateMediaStates1764500000000 } from './migrations/1764500000000-create-media-states.ts';
import { CreateModerationJobs1765600000000 } from './migrations/1765600000000-create-moderation-jobs.ts';
import { CreatePosts1764500000000 } from './migrations/1764500000000-create-posts.ts';
import { KeepWhatCustomersSaw1764700000000 } from './migrations/1764700000000-keep-what-customers-saw.ts';
import { CreateEdits1764800000000 } from './migrations/1764800000000-create-edits.ts';
import { ShowReviews1764900000000 } from './migrations/1764900000000-show-reviews.ts';
import { CreateReferrals1765000000000 } from './migrations/1765000000000-create-referrals.ts';
import { CountByTiers1765100000000 } from './migrations/1765100000000-count-by-tiers.ts';
import { SortTickets1765200000000 } from './migrations/1765200000000-sort-tickets.ts';
import { KeepSavedReplies1765300000000 } from './migrations/1765300000000-keep-saved-replies.ts';
import { CountTickets1765400000000 } from './migrations/1765400000000-count-tickets.ts';
import { KeepReaders1765700000000 } from './migrations/1765700000000-keep-readers.ts';
import { PlaceTickets1765810000000 } from './migrations/1765810000000-place-tickets.ts';
import { PromiseTimes1765750000000 } from './migrations/1765750000000-promise-times.ts';
import { KeepMentions1765840000000 } from './migrations/1765840000000-keep-mentions.ts';
import { KeepDrafts1765850000000 } from './migrations/1765850000000-keep-drafts.ts';
import { KeepSinceWhenOffline1766200000000 } from './migrations/1766200000000-keep-since-when-offline.ts';
import { KeepWhoChangedWhat1766350000000 } from './migrations/1766350000000-keep-who-changed-what.ts';
import { ListResolved1766400000000 } from './migrations/1766400000000-list-resolved.ts';
import { NoticeNewWorkspaces1766450000000 } from './migrations/1766450000000-notice-new-workspaces.ts';
import { SearchByWeeks1766100000000 } from './migrations/1766100000000-search-by-weeks.ts';
import { KeepProfiles1766300000000 } from './migrations/1766300000000-keep-profiles.ts';
import { SearchWords1765800000000 } from './migrations/1765800000000-search-words.ts';
import { ReadAudit1765500000000 } from './migrations/1765500000000-read-audit.ts';
import { KeepImagesOfSavedReplies1765780000000 } from './migrations/1765780000000-keep-images-of-saved-replies.ts';
import { ListCommentsOfPosts1765820000000 } from './migrations/1765820000000-list-comments-of-posts.ts';
import { KeepHideRules1765830000000 } from './migrations/1765830000000-keep-hide-rules.ts';

export const ticketingSchema: ServiceSchema = {
  schema: 'ticketing',
  migrations: [
    CreateTicketing1764000000000,
    OrderContactNews1764100000000,
    KeepWorkspaceSettings1764400000000,
    CreateMediaStates1764500000000,
    CreatePosts1764500000000,
    KeepWhatCustomersSaw1764700000000,
    CreateEdits1764800000000,
    ShowReviews1764900000000,
    CreateReferrals1765000000000,
    CountByTiers1765100000000,
    SortTickets1765200000000,
    KeepSavedReplies1765300000000,
    CountTickets1765400000000,
    ReadAudit1765500000000,
    CreateModerationJobs1765600000000,
    KeepReaders1765700000000,
    PromiseTimes1765750000000,
    KeepImagesOfSavedReplies1765780000000,
    SearchWords1765800000000,
    PlaceTickets1765810000000,
    ListCommentsOfPosts1765820000000,
    KeepHideRules1765830000000,
    KeepMentions1765840000000,
    KeepDrafts1765850000000,
    SearchByWeeks1766100000000,
    KeepSinceWhenOffline1766200000000,
    KeepProfiles1766300000000,
    KeepWhoChangedWhat1766350000000,
    ListResolved1766400000000,
    NoticeNewWorkspaces1766450000000,
  ],
};
