import { ModerateComment } from './commands/moderation.ts';
import { SendMessage } from './commands/delivery.ts';
import type { MessageDefinition, Owner, QuestionDefinition } from './define.ts';
import {
  AppChanged,
  ChannelChanged,
  ConsentEnding,
  ContactDescribed,
  MediaSettled,
  PostDescribed,
} from './events/channels.ts';
import {
  MessageFailed,
  MessageObserved,
  MessageSent,
  MessageUnconfirmed,
  MessageWaiting,
  WindowChanged,
} from './events/delivery.ts';
import { PersonChanged, PersonRemoved, PresenceChanged, WorkspaceChanged } from './events/gateway.ts';
import {
  CommentEchoed,
  CommentReceived,
  CommentVisibilityReported,
  ConversationRead,
  CustomerReferred,
  MessageEchoed,
  MessageReacted,
  MessageReceived,
} from './events/ingestion.ts';
import { CommentAccepted, CommentModerated } from './events/moderation.ts';
import {
  ContactChanged,
  ContactsMerged,
  ContactsUnmerged,
  DraftChanged,
  MessageAdded,
  MessageUpdated,
  ModerationJobChanged,
  TicketAssigned,
  TicketContactChanged,
  TicketMentioned,
  TicketPostChanged,
  TicketOpened,
  TicketPriorityChanged,
  TicketRead,
  TicketReferred,
  TicketSeen,
  TicketSlaBreached,
  TicketSlaChanged,
  TicketStatusChanged,
  TicketTagged,
  TicketTeamChanged,
  TicketWindowChanged,
} from './events/ticketing.ts';
import { AuditList, TicketAudit } from './questions/audit.ts';
import * as availabilityQuestions from './questions/availability.ts';
import * as channelsQuestions from './questions/channels.ts';
import * as contactQuestions from './questions/contacts.ts';
import * as deliveryQuestions from './questions/delivery.ts';
import { DraftList, DraftSave } from './questions/drafts.ts';
import { ExportBegin } from './questions/exports.ts';
import { HealingGet, HealingStart, ImportGet, ImportStart, IntakeGet } from './questions/ingestion.ts';
import { deadLetterQuestions, QuarantineList, QuarantineRelease } from './questions/operations.ts';
import * as moderationJobQuestions from './questions/moderation-jobs.ts';
import * as hideRuleQuestions from './questions/hide-rules.ts';
import * as postQuestions from './questions/posts.ts';
import * as reportingQuestions from './questions/reporting.ts';
import * as savedReplyQuestions from './questions/saved-replies.ts';
import * as settingsQuestions from './questions/settings.ts';
import { SearchFind } from './questions/search.ts';
import * as tagQuestions from './questions/tags.ts';
import * as ticketingQuestions from './questions/ticketing.ts';

/** One durable consumer. Its name is kept for life: renaming one starts from a new position. */
export interface Reaction<D extends MessageDefinition = MessageDefinition> {
  readonly durable: string;
  readonly service: Owner;
  readonly stream: string;
  readonly on: readonly D[];
}

function reaction<const Definitions extends readonly [MessageDefinition, ...MessageDefinition[]]>(
  durable: `${Owner}__${string}`,
  ...on: Definitions
): Reaction<Definitions[number]> {
  const [service] = durable.split('__') as [Owner];
  const stream = on[0].stream;
  if (on.some((definition) => definition.stream !== stream)) throw new Error(`${durable} reads more than one stream`);
  if (durable.length > 40) throw new Error(`${durable} is too long for a durable's name`);
  return { durable, service, stream, on };
}

/** Who reacts to what: the map of the system. */
export const reactions = {
  routeByChannel: reaction('ingestion__route-by-channel', ChannelChanged),
  acceptSecrets: reaction('ingestion__accept-secrets', AppChanged),
  takeInMessages: reaction('ticketing__take-in-messages', MessageReceived),
  takeInComments: reaction('ticketing__take-in-comments', CommentReceived),
  followReading: reaction('ticketing__follow-reading', ConversationRead),
  followReferrals: reaction('ticketing__follow-referrals', CustomerReferred),
  followReactions: reaction('ticketing__follow-reactions', MessageReacted),
  followDelivery: reaction(
    'ticketing__follow-delivery',
    MessageWaiting,
    MessageSent,
    MessageFailed,
    MessageUnconfirmed,
    MessageObserved,
    WindowChanged,
  ),
  finishEdits: reaction('ticketing__finish-edits', MessageSent),
  followModeration: reaction('ticketing__follow-moderation', CommentModerated),
  followJobs: reaction('ticketing__follow-jobs', CommentModerated, CommentAccepted),
  followChannels: reaction('ticketing__follow-channels', ChannelChanged, ContactDescribed),
  followMedia: reaction('ticketing__follow-media', MediaSettled),
  followPosts: reaction('ticketing__follow-posts', PostDescribed),
  followPeople: reaction('ticketing__follow-people', PersonChanged, PersonRemoved, PresenceChanged, WorkspaceChanged),
  sendMessages: reaction('delivery__send-messages', SendMessage),
  hearEchoes: reaction('delivery__hear-echoes', MessageEchoed, CommentEchoed, MessageReceived),
  deliverByChannel: reaction('delivery__follow-channels', ChannelChanged),
  countByPolicy: reaction('delivery__follow-workspaces', WorkspaceChanged),
  moderateComments: reaction('moderation__moderate', ModerateComment),
  watchPosted: reaction('moderation__watch-posted', MessageSent),
  hearVisibility: reaction('moderation__hear-visibility', CommentVisibilityReported),
  describeContacts: reaction('channels__describe-contacts', MessageReceived, CommentReceived),
  fetchMedia: reaction('channels__fetch-media', MessageReceived, MessageEchoed, CommentReceived),
  describePosts: reaction('channels__describe-posts', CommentReceived),
  countTickets: reaction('reporting__count-tickets', TicketOpened, MessageAdded, TicketStatusChanged, TicketAssigned),
} as const satisfies Record<string, Reaction>;

/** Every event and command, for the topology table, the provisioning and the checks. */
export const messageDefinitions: readonly MessageDefinition[] = [
  MessageReceived,
  MessageEchoed,
  MessageReacted,
  ConversationRead,
  CustomerReferred,
  CommentReceived,
  CommentEchoed,
  CommentVisibilityReported,
  AppChanged,
  ChannelChanged,
  ConsentEnding,
  ContactDescribed,
  MediaSettled,
  PostDescribed,
  TicketOpened,
  MessageAdded,
  MessageUpdated,
  TicketAssigned,
  TicketTeamChanged,
  TicketStatusChanged,
  TicketPriorityChanged,
  TicketTagged,
  TicketSlaChanged,
  TicketSlaBreached,
  TicketWindowChanged,
  TicketContactChanged,
  TicketPostChanged,
  TicketSeen,
  TicketRead,
  TicketMentioned,
  TicketReferred,
  ModerationJobChanged,
  DraftChanged,
  ContactChanged,
  ContactsMerged,
  ContactsUnmerged,
  SendMessage,
  MessageWaiting,
  MessageSent,
  MessageFailed,
  MessageUnconfirmed,
  MessageObserved,
  WindowChanged,
  ModerateComment,
  CommentModerated,
  CommentAccepted,
  PersonChanged,
  PersonRemoved,
  PresenceChanged,
  WorkspaceChanged,
];

/** Services that consume, and so have dead letters. */
export const consumingServices: readonly Owner[] = [...new Set(Object.values(reactions).map(({ service }) => service))];

export const questions: readonly QuestionDefinition[] = [
  ...Object.values(ticketingQuestions),
  AuditList,
  TicketAudit,
  ...Object.values(tagQuestions),
  ...Object.values(settingsQuestions),
  SearchFind,
  ExportBegin,
  ...Object.values(contactQuestions),
  DraftList,
  DraftSave,
  ...Object.values(availabilityQuestions),
  ...Object.values(hideRuleQuestions),
  ...Object.values(postQuestions),
  ...Object.values(savedReplyQuestions),
  ...Object.values(moderationJobQuestions),
  ...Object.values(channelsQuestions),
  ...Object.values(deliveryQuestions),
  ...Object.values(reportingQuestions),
  HealingGet,
  HealingStart,
  IntakeGet,
  ImportGet,
  ImportStart,
  QuarantineList,
  QuarantineRelease,
  ...consumingServices.flatMap((service) => Object.values(deadLetterQuestions(service))),
];

export interface StreamPlan {
  readonly name: string;
  readonly subjects: readonly string[];
}

/** One stream for each owner and kind, named by its definitions. */
export const streams: readonly StreamPlan[] = [...new Set(messageDefinitions.map(({ stream }) => stream))]
  .sort()
  .map((name) => ({ name, subjects: [`${name.toLowerCase().replace('_', '.')}.>`] }));
