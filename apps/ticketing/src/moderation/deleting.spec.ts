import {
  type Actor,
  ChannelChanged,
  CommentModerate,
  CommentModerated,
  CommentReceived,
  MessageObserved,
  MessageSent,
  type MessageView,
  ModerateComment,
  newId,
  TicketList,
  TicketMessages,
  TicketReply,
} from '@duet/contracts';
import { type Harness, startHarness } from '@duet/testing';
import { ticketingSchema } from '../schema.ts';
import { defineTicketing } from '../service.ts';

const workspaceId = newId();
const accountId = newId();
const channelId = newId();
const videoId = '7640000000000000456';
const parentId = '7650000000000000123';
const ana: Actor = { kind: 'person', id: newId(), name: 'Ana', role: 'agent', workspaceId };
const bot: Actor = { ...ana, kind: 'bot', id: newId(), name: 'Greeter' };

let harness: Harness;
let ticketId: string;

beforeAll(async () => {
  harness = await startHarness({ schemas: [ticketingSchema] });
  await harness.boot(defineTicketing(harness.config('ticketing')));
  await harness.publish(ChannelChanged, {
    workspaceId,
    data: {
      channelId,
      channelType: 'tiktok_feed',
      title: 'Shop',
      state: 'connected',
      accountId,
      openId: 'open',
      username: 'shop',
      commentAuthorId: null,
      version: 1,
    },
  });
  await harness.publish(CommentReceived, {
    workspaceId,
    data: {
      accountId,
      channelId,
      origin: 'live',
      commentId: parentId,
      videoId,
      parentCommentId: null,
      authorId: 'commenter',
      text: 'nice',
      postedAt: new Date().toISOString(),
    },
  });
  await harness.drained();
  const { tickets } = await harness.ask(TicketList, {}, ana);
  ticketId = tickets[0]?.id ?? '';
});

afterAll(() => harness.stop());

/** A reply that TikTok has taken. */
async function published(text: string, actor: Actor = ana): Promise<MessageView> {
  const message = await harness.ask(TicketReply, { id: ticketId, text }, actor);
  const data = {
    messageId: message.id,
    ticketId,
    attempt: 1,
    externalId: `id of ${text}`,
    provenBy: 'response' as const,
  };
  await harness.publish(MessageSent, { workspaceId, data: { ...data, sentAt: new Date().toISOString() } });
  await harness.drained();
  return message;
}

const erase = (id: string, actor: Actor = ana) => harness.ask(CommentModerate, { id, action: 'delete' }, actor);

const inThread = async (externalId: string): Promise<MessageView | undefined> => {
  const { messages } = await harness.ask(TicketMessages, { id: ticketId }, ana);
  return messages.find((message) => message.externalId === externalId);
};

const commandsFor = (commentId: string) =>
  harness.published(ModerateComment).filter(({ data }) => data.commentId === commentId);

test('MOD-03, MOD-12, MOD-20: a comment posted from here is deleted by one command, with its words in the audit, and shown as deleted once TikTok says so', async () => {
  const { id } = await published('Thanks!');
  const asked = await erase(id);
  expect(asked.comment?.moderation).toMatchObject({ visibility: 'public', pending: 'delete' });
  await erase(id);
  await harness.drained();
  expect(commandsFor('id of Thanks!').map(({ data }) => [data.action, data.parentCommentId, data.actor.id])).toEqual([
    ['delete', parentId, ana.id],
  ]);
  const audit = await harness.sql(`SELECT details FROM ticketing.audit WHERE action = 'delete' AND actor_id = $1`, [
    ana.id,
  ]);
  expect(audit).toEqual([{ details: { messageId: id, content: { type: 'text', text: 'Thanks!' } } }]);
  const confirmedAt = new Date().toISOString();
  const gone = { confirmed: 'deleted' as const, confirmedAt, pending: null, failure: null, version: 2 };
  await harness.publish(CommentModerated, {
    workspaceId,
    data: { channelId, commentId: 'id of Thanks!', ...gone },
  });
  await harness.drained();
  expect((await inThread('id of Thanks!'))?.comment?.moderation).toEqual({
    visibility: 'deleted',
    pending: null,
    failure: null,
    review: null,
  });
  await erase(id);
  await harness.drained();
  expect(commandsFor('id of Thanks!')).toHaveLength(1);
});

test('REC-30: what a chatbot posted counts as ours, what was written in the TikTok app does not', async () => {
  const { id } = await published('from the bot', bot);
  await expect(erase(id)).resolves.toMatchObject({ comment: { moderation: { pending: 'delete' } } });
  await harness.publish(MessageObserved, {
    workspaceId,
    data: {
      channelId,
      threadId: parentId,
      externalId: 'written in the app',
      content: { type: 'text', text: 'hello from my phone' },
      sentAt: new Date().toISOString(),
      source: 'unknown',
      recipient: null,
      comment: { videoId, parentCommentId: parentId },
    },
  });
  await harness.drained();
  const written = await inThread('written in the app');
  await expect(erase(written?.id ?? '')).rejects.toMatchObject({ code: 'not_posted_here' });
});

test('MOD-04, MOD-05: a customer’s comment cannot be deleted, ours can be neither hidden nor shown, and TikTok is not asked', async () => {
  const theirs = await inThread(parentId);
  await expect(erase(theirs?.id ?? '')).rejects.toMatchObject({ code: 'foreign_comment' });
  const { id } = await published('stays');
  for (const action of ['hide', 'unhide'] as const) {
    await expect(harness.ask(CommentModerate, { id, action }, ana)).rejects.toMatchObject({ code: 'own_comment' });
  }
  await harness.drained();
  expect([...commandsFor(parentId), ...commandsFor('id of stays')]).toEqual([]);
});

test('a reply that TikTok does not have yet cannot be deleted there', async () => {
  const { id } = await harness.ask(TicketReply, { id: ticketId, text: 'on its way' }, ana);
  await expect(erase(id)).rejects.toMatchObject({ code: 'not_a_comment' });
});
