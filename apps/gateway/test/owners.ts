import {
  type Actor,
  AssignmentRulesGet,
  AssignmentRulesSet,
  AvailabilityList,
  AvailabilitySet,
  BusinessHoursGet,
  BusinessHoursSet,
  operations,
  type QuestionDefinition,
  AuditList,
  capabilitiesView,
  ChannelCapabilities,
  ChannelDisconnect,
  ChannelHealth,
  ChannelList,
  ChannelPreFlight,
  FirstSteps,
  defaultSettings,
  CommentEdit,
  CommentModerate,
  ConnectComplete,
  ConnectStart,
  ConnectStatus,
  ContactAttributesGet,
  ContactAttributesSet,
  ContactDescribe,
  ContactFind,
  ContactGet,
  ContactMerge,
  ContactUnmerge,
  DailyReport,
  DraftList,
  DraftSave,
  ExportBegin,
  HealingGet,
  HealingStart,
  ImportGet,
  ImportStart,
  MessageSettle,
  ModerationJobCancel,
  ModerationJobGet,
  ModerationJobList,
  ModerationJobPreview,
  ModerationJobStart,
  ModerationJobUndo,
  newId,
  HideRuleAdd,
  HideRuleChange,
  HideRuleList,
  HideRuleRemove,
  HideRuleTry,
  PostComments,
  PostGet,
  PostList,
  SavedReplyAdd,
  SavedReplyChange,
  SavedReplyList,
  SavedReplyRemove,
  SearchFind,
  SetupFinish,
  SlaPoliciesGet,
  SlaPoliciesSet,
  TagAdd,
  TagChange,
  TagList,
  TeamsGet,
  TeamsSet,
  TicketAssignTeam,
  TagRemove,
  TicketAssign,
  TicketAudit,
  TicketCapabilities,
  TicketCounts,
  TicketGet,
  TicketHold,
  TicketImages,
  TicketList,
  TicketMarkRead,
  TicketMessages,
  TicketNote,
  TicketPrioritize,
  TicketReopen,
  TicketReply,
  TicketResolve,
  TicketSignal,
  TicketTag,
  unknownRegions,
  TikTokAppGet,
  TikTokAppSet,
  ViewsGet,
  ViewsSet,
} from '@duet/contracts';
import { QuestionServer } from '@duet/messaging';
import type { RunningService } from '@duet/service-kit';
import type { Harness } from '@duet/testing';
import { channelView, healingView, healthView, importView, jobView, messageView, ticketView } from './samples.ts';

export interface Asked {
  readonly subject: string;
  readonly request: unknown;
  readonly actor: Actor;
  readonly requestId: string;
}

const capabilitiesSample = () =>
  capabilitiesView(newId(), {
    channel: { type: 'tiktok_feed', state: 'connected', isPermitted: true, regions: unknownRegions },
    settings: defaultSettings,
    ticket: null,
    now: new Date(),
  });

const savedReplyView = () => ({ id: newId(), title: 'Thanks', shortcut: null, text: 'Thank you!', isShared: true });
const hideRuleView = () => ({
  id: newId(),
  name: 'Spam',
  words: ['win'],
  wholeWords: true,
  channelId: null,
  isOn: false,
  caught: 0,
});
const postSummary = () => ({
  channelId: newId(),
  videoId: '1',
  post: null,
  comments: 3,
  unanswered: 2,
  hidden: 1,
  lastCommentAt: '2026-11-22T10:00:00.000Z',
});
const customerView = () => {
  const { contact } = ticketView();
  const contacts = [{ ...contact, tickets: 1, channelTypes: ['tiktok_messenger'] }];
  return { id: contact.id, contacts, attributes: {}, version: 0 };
};
const tagView = () => ({ id: newId(), name: 'Refund', color: 'red' });

const samples = new Map<QuestionDefinition, () => unknown>([
  [TicketList, () => ({ tickets: [ticketView()], nextCursor: null })],
  [
    TicketCounts,
    () => ({
      all: 3,
      replied: 1,
      unreplied: 1,
      hold: 1,
      resolved: 9,
      mine: 2,
      unassigned: 1,
      mentions: 0,
      expiring: 1,
    }),
  ],
  [FirstSteps, () => ({ received: true, answered: false, hid: false })],
  [TicketGet, () => ticketView()],
  [TicketCapabilities, () => ({ ...capabilitiesSample(), ticketId: newId() })],
  [ChannelCapabilities, () => capabilitiesSample()],
  [ChannelHealth, () => healthView()],
  [ChannelPreFlight, () => ({ channelId: null, ready: true, checks: [] })],
  [TicketMessages, () => ({ messages: [messageView()], nextCursor: null })],
  [TicketReply, () => ({ ...messageView(), followedBy: null, uses: 1 })],
  [TicketImages, () => ({ allowed: true, reason: null })],
  [TicketSignal, () => ({})],
  [DraftList, () => ({ drafts: [] })],
  [DraftSave, () => ({})],
  [ExportBegin, () => ({})],
  [TicketMarkRead, () => ticketView()],
  [TicketNote, () => messageView({ direction: 'note' })],
  [TicketAssign, () => ticketView()],
  [TicketResolve, () => ticketView({ status: 'resolved' })],
  [TicketReopen, () => ticketView()],
  [TicketHold, () => ticketView({ status: 'hold' })],
  [TicketPrioritize, () => ticketView({ priority: 'high' })],
  [TicketTag, () => ticketView()],
  [TicketAudit, () => ({ entries: [], nextCursor: null })],
  [AuditList, () => ({ entries: [], nextCursor: null })],
  [SavedReplyList, () => ({ savedReplies: [savedReplyView()] })],
  [SavedReplyAdd, () => savedReplyView()],
  [SavedReplyChange, () => savedReplyView()],
  [SavedReplyRemove, () => savedReplyView()],
  [TeamsGet, () => ({ teams: [], version: 0 })],
  [TeamsSet, () => ({ teams: [], version: 1 })],
  [AssignmentRulesGet, () => ({ rules: [], version: 0 })],
  [AssignmentRulesSet, () => ({ rules: [], version: 1 })],
  [AvailabilityList, () => ({ people: [] })],
  [AvailabilitySet, () => ({ availability: 'away' })],
  [TicketAssignTeam, () => ticketView()],
  [ContactAttributesGet, () => ({ attributes: [], version: 0 })],
  [ContactAttributesSet, () => ({ attributes: [], version: 1 })],
  [ContactGet, () => customerView()],
  [ContactFind, () => ({ contacts: customerView().contacts })],
  [ContactDescribe, () => customerView()],
  [ContactMerge, () => customerView()],
  [ContactUnmerge, () => customerView()],
  [ViewsGet, () => ({ shared: { views: [], version: 0 }, own: { views: [], version: 0 } })],
  [ViewsSet, () => ({ views: [], version: 1 })],
  [BusinessHoursGet, () => ({ hours: null, version: 0 })],
  [BusinessHoursSet, () => ({ hours: null, version: 1 })],
  [SlaPoliciesGet, () => ({ policies: [], version: 0 })],
  [SlaPoliciesSet, () => ({ policies: [], version: 1 })],
  [SearchFind, () => ({ tickets: [ticketView()], messages: [], nextCursor: null })],
  [HideRuleList, () => ({ rules: [hideRuleView()] })],
  [HideRuleAdd, () => hideRuleView()],
  [HideRuleChange, () => hideRuleView()],
  [HideRuleRemove, () => hideRuleView()],
  [HideRuleTry, () => ({ looked: 0, since: null, matches: 0, examples: [] })],
  [PostList, () => ({ posts: [postSummary()], nextCursor: null })],
  [PostGet, () => postSummary()],
  [PostComments, () => ({ comments: [{ message: messageView(), ticket: ticketView() }], nextCursor: null })],
  [TagList, () => ({ tags: [tagView()] })],
  [TagAdd, () => tagView()],
  [TagChange, () => tagView()],
  [TagRemove, () => tagView()],
  [CommentModerate, () => messageView()],
  [CommentEdit, () => messageView()],
  [ModerationJobPreview, () => ({ total: 2, toChange: 2, skipped: 0, refused: [], timeLeftMs: null })],
  [ModerationJobStart, () => jobView()],
  [ModerationJobList, () => ({ jobs: [jobView()] })],
  [ModerationJobGet, () => jobView()],
  [ModerationJobCancel, () => jobView()],
  [ModerationJobUndo, () => jobView()],
  [MessageSettle, () => messageView()],
  [ChannelList, () => ({ channels: [channelView()] })],
  [ConnectStart, () => ({ connectionId: newId(), authorizeUrl: 'https://www.tiktok.com/v2/auth/authorize/' })],
  [ConnectComplete, () => ({ connectionId: newId(), username: 'shop', title: 'shop', nlpApp: null })],
  [ConnectStatus, () => ({ state: 'waiting', username: null, title: 'shop', nlpApp: null, failure: null })],
  [SetupFinish, () => ({ channels: [channelView()] })],
  [ChannelDisconnect, () => channelView({ state: 'disconnected' })],
  [ImportGet, () => importView()],
  [ImportStart, () => importView()],
  [HealingGet, () => healingView()],
  [HealingStart, () => healingView({ state: 'sweeping' })],
  [DailyReport, () => ({ days: [] })],
  [TikTokAppGet, () => appView],
  [TikTokAppSet, () => appView],
]);

const appView = {
  source: 'set',
  clientKey: '7600000000000000001',
  secretEndsWith: '0002',
  changedAt: '2026-11-22T10:00:00.000Z',
  changedBy: { kind: 'person', id: 'olga', name: 'Olga' },
  previousAcceptedUntil: null,
};

/** Stand-ins for the services that own the questions: they write down what they are asked and answer with samples. */
export interface Owners {
  readonly asked: Asked[];
  /** Answers one question otherwise from now on. */
  answer(question: QuestionDefinition, with_: (request: unknown, actor: Actor) => unknown): void;
}

export async function startOwners(harness: Harness, { database }: RunningService): Promise<Owners> {
  const asked: Asked[] = [];
  const otherwise = new Map<QuestionDefinition, (request: unknown, actor: Actor) => unknown>();
  const questions = new Set([...operations.map(({ asks }) => asks), ExportBegin, TikTokAppGet, TikTokAppSet]);
  const server = new QuestionServer(
    { service: 'owners', connection: harness.connection, database, log: silent, onCommit: () => undefined },
    [...questions].map((question) => ({
      question,
      inTransaction: false,
      async answer(request, { actor, cause }) {
        asked.push({ subject: question.subject, request, actor, requestId: cause.id });
        return (otherwise.get(question) ?? samples.get(question))?.(request, actor);
      },
    })),
  );
  await new Promise<void>((resolve) => void server.listen(() => resolve()));
  await harness.connection.flush();
  return { asked, answer: (question, with_) => void otherwise.set(question, with_) };
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };
