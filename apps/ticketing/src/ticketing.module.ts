import { Module } from '@nestjs/common';
import { AuditAnswers } from './audit/audit.answers.ts';
import { ExportAnswers } from './audit/export.answers.ts';
import { AuditStore } from './audit/audit.store.ts';
import { CapabilityAnswers } from './capabilities/capability.answers.ts';
import { ChannelStore } from './channels/channel.store.ts';
import { FollowChannels } from './channels/follow-channels.handler.ts';
import { ContactStore } from './contacts/contact.store.ts';
import { FirstStepsAnswers } from './first-steps/first-steps.answers.ts';
import { CountAnswers } from './counts/count.answers.ts';
import { CountStore } from './counts/count.store.ts';
import { FoldCounts } from './counts/fold-counts.ts';
import { CustomerAnswers } from './customers/customer.answers.ts';
import { CustomerStore } from './customers/customer.store.ts';
import { MergeAnswers } from './customers/merge.answers.ts';
import { ProfileStore } from './customers/profile.store.ts';
import { FollowDelivery } from './delivery/follow-delivery.handler.ts';
import { SettleAnswers } from './delivery/settle.answers.ts';
import { WindowStore } from './delivery/window.store.ts';
import { AutoHide } from './hide-rules/auto-hide.ts';
import { HideRuleAnswers } from './hide-rules/hide-rule.answers.ts';
import { HideRuleStore } from './hide-rules/hide-rule.store.ts';
import { DraftAnswers } from './drafts/draft.answers.ts';
import { DraftStore } from './drafts/draft.store.ts';
import { TakeInComments } from './intake/take-in-comments.handler.ts';
import { TakeInMessages } from './intake/take-in-messages.handler.ts';
import { TakeIn } from './intake/take-in.ts';
import { FollowMedia } from './media/follow-media.handler.ts';
import { MediaStateStore } from './media/media-state.store.ts';
import { MentionStore } from './mentions/mention.store.ts';
import { CommentStateStore } from './moderation/comment-state.store.ts';
import { FinishEdits } from './moderation/finish-edits.handler.ts';
import { FollowModeration } from './moderation/follow-moderation.handler.ts';
import { ModerateAnswers } from './moderation/moderate.answers.ts';
import { ModerationDoor } from './moderation/moderation-door.ts';
import { CandidateStore } from './moderation-jobs/candidate.store.ts';
import { FollowJobs } from './moderation-jobs/follow-jobs.handler.ts';
import { JobAnswers } from './moderation-jobs/job.answers.ts';
import { JobItemStore } from './moderation-jobs/job-item.store.ts';
import { JobRunner } from './moderation-jobs/job-runner.ts';
import { JobSender } from './moderation-jobs/job-sender.ts';
import { JobStore } from './moderation-jobs/job.store.ts';
import { JobTime } from './moderation-jobs/job-time.ts';
import { Planner } from './moderation-jobs/planner.ts';
import { SentItemStore } from './moderation-jobs/sent-item.store.ts';
import { TellJobs } from './moderation-jobs/tell-jobs.ts';
import { FollowPeople } from './people/follow-people.handler.ts';
import { AvailabilityAnswers } from './people/availability.answers.ts';
import { PresenceStore } from './people/presence.store.ts';
import { GiveWaiting } from './rules/give-waiting.ts';
import { TakeBack } from './rules/take-back.ts';
import { PlanAnswers } from './rules/plan.answers.ts';
import { TeamAnswers } from './tickets/team.answers.ts';
import { HandOver } from './people/hand-over.ts';
import { PersonStore } from './people/person.store.ts';
import { SettingsStore } from './people/settings.store.ts';
import { FollowPosts } from './posts/follow-posts.handler.ts';
import { PostAnswers } from './posts/post.answers.ts';
import { PostListStore } from './posts/post-list.store.ts';
import { PostStore } from './posts/post.store.ts';
import { FollowReactions } from './reactions/follow-reactions.handler.ts';
import { ReactionStore } from './reactions/reaction.store.ts';
import { FollowReferrals } from './referrals/follow-referrals.handler.ts';
import { ReaderAnswers } from './readers/reader.answers.ts';
import { ReaderStore } from './readers/reader.store.ts';
import { ReferralStore } from './referrals/referral.store.ts';
import { SavedReplyAnswers } from './saved-replies/saved-reply.answers.ts';
import { SavedReplyStore } from './saved-replies/saved-reply.store.ts';
import { DocumentStore } from './settings/document.store.ts';
import { SettingsAnswers } from './settings/settings.answers.ts';
import { ViewAnswers } from './settings/view.answers.ts';
import { WatchSlas } from './sla/watch-slas.ts';
import { SearchAnswers } from './search/search.answers.ts';
import { SearchStore } from './search/search.store.ts';
import { TagAnswers } from './tags/tag.answers.ts';
import { TagStore } from './tags/tag.store.ts';
import { TagTicketsAnswers } from './tags/tag-tickets.answers.ts';
import { ConversationStore } from './threads/conversation.store.ts';
import { FollowReading } from './threads/follow-reading.handler.ts';
import { EditAnswers } from './threads/edit.answers.ts';
import { EditStore } from './threads/edit.store.ts';
import { KnownAnswers } from './threads/known.answers.ts';
import { MessageStore } from './threads/message.store.ts';
import { ImagesAnswers } from './threads/images.answers.ts';
import { ReplyAnswers } from './threads/reply.answers.ts';
import { SignalAnswers } from './threads/signal.answers.ts';
import { AssignAnswers } from './tickets/assign.answers.ts';
import { ChangeTicket } from './tickets/change-ticket.ts';
import { DUE_WORK, type DueWork, DueWorkers } from './tickets/due-work.ts';
import { EndHolds } from './tickets/end-holds.ts';
import { StatusAnswers } from './tickets/status.answers.ts';
import { TicketAnswers } from './tickets/ticket.answers.ts';
import { TicketListStore } from './tickets/ticket-list.store.ts';
import { TicketStore } from './tickets/ticket.store.ts';

const stores = [
  AuditStore,
  CandidateStore,
  ChannelStore,
  CommentStateStore,
  ContactStore,
  ConversationStore,
  CountStore,
  CustomerStore,
  DocumentStore,
  DraftStore,
  EditStore,
  HideRuleStore,
  JobItemStore,
  JobStore,
  MediaStateStore,
  MentionStore,
  MessageStore,
  PersonStore,
  HandOver,
  PostStore,
  PresenceStore,
  ProfileStore,
  PostListStore,
  ReactionStore,
  ReaderStore,
  ReferralStore,
  SavedReplyStore,
  SearchStore,
  SentItemStore,
  SettingsStore,
  TagStore,
  TicketListStore,
  TicketStore,
  WindowStore,
];
const reactions = [
  TakeInMessages,
  TakeInComments,
  FollowReading,
  FollowReactions,
  FollowReferrals,
  FollowDelivery,
  FollowModeration,
  FinishEdits,
  FollowJobs,
  FollowMedia,
  FollowChannels,
  FollowPosts,
  FollowPeople,
];
const answers = [
  TicketAnswers,
  AuditAnswers,
  ExportAnswers,
  CountAnswers,
  CustomerAnswers,
  MergeAnswers,
  FirstStepsAnswers,
  CapabilityAnswers,
  KnownAnswers,
  ReaderAnswers,
  ReplyAnswers,
  ImagesAnswers,
  SignalAnswers,
  AssignAnswers,
  StatusAnswers,
  SavedReplyAnswers,
  SettingsAnswers,
  ViewAnswers,
  DraftAnswers,
  SearchAnswers,
  PlanAnswers,
  AvailabilityAnswers,
  TeamAnswers,
  HideRuleAnswers,
  PostAnswers,
  TagAnswers,
  TagTicketsAnswers,
  ModerateAnswers,
  JobAnswers,
  TellJobs,
  EditAnswers,
  SettleAnswers,
];

/** What is done when its time has come. */
const dueWorks = [EndHolds, WatchSlas, TakeBack, GiveWaiting];

const jobs = [Planner, JobSender, JobTime, JobRunner];

@Module({
  providers: [
    ...stores,
    TakeIn,
    AutoHide,
    ChangeTicket,
    ...dueWorks,
    { provide: DUE_WORK, useFactory: (...works: DueWork[]) => works, inject: dueWorks },
    DueWorkers,
    FoldCounts,
    ModerationDoor,
    ...jobs,
    ...reactions,
    ...answers,
  ],
})
export class TicketingModule {}
