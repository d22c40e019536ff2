import {
  type Actor,
  ChannelChanged,
  CommentEdit,
  CommentModerate,
  CommentModerated,
  CommentReceived,
  MessageFailed,
  MessageSent,
  type MessageView,
  ModerateComment,
  newId,
  SendMessage,
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
const parentId = '7650000000000000123';
const ana: Actor = { kind: 'person', id: newId(), name: 'Ana', role: 'agent', workspaceId };

let harness: Harness;
let ticketId: string;

beforeAll(async () => {
  harness = await startHarness({ schemas: [ticketingSchema] });
  await harness.boot(defineTicketing(harness.config('ticketing')));
  const account = { accountId, openId: 'open', username: 'shop', commentAuthorId: null };
  await harness.publish(ChannelChanged, {
    workspaceId,
    data: { ...account, channelId, channelType: 'tiktok_feed', title: 'Shop', state: 'connected', version: 1 },
  });
  const place = { accountId, channelId, origin: 'live' as const, videoId: '7640000000000000456' };
  await harness.publish(CommentReceived, {
    workspaceId,
    data: {
      ...place,
      commentId: parentId,
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

const edit = (id: string, text: string) => harness.ask(CommentEdit, { id, text }, ana);

async function taken(id: string, provenBy: 'response' | 'echo' = 'response'): Promise<void> {
  const data = { messageId: id, ticketId, attempt: 1, externalId: `on TikTok: ${id}`, provenBy };
  await harness.publish(MessageSent, { workspaceId, data: { ...data, sentAt: new Date().toISOString() } });
  await harness.drained();
}

/** A comment of ours that TikTok has. */
async function posted(text: string): Promise<string> {
  const { id } = await harness.ask(TicketReply, { id: ticketId, text }, ana);
  await taken(id);
  return id;
}

let version = 1;
async function moderated(id: string, news: { confirmed: 'deleted' | null; failure: null | 'refused' }): Promise<void> {
  const failure = news.failure && { action: 'delete' as const, code: 'tiktok_40001', reason: 'TikTok says no.' };
  const confirmedAt = news.confirmed && new Date().toISOString();
  version += 1;
  const data = { channelId, commentId: `on TikTok: ${id}`, confirmedAt, pending: null, ...news, failure, version };
  await harness.publish(CommentModerated, { workspaceId, data });
  await harness.drained();
}

async function shown(id: string): Promise<MessageView | undefined> {
  const { messages } = await harness.ask(TicketMessages, { id: ticketId }, ana);
  return messages.find((message) => message.id === id);
}

const deletesOf = (id: string) =>
  harness.published(ModerateComment).filter(({ data }) => data.commentId === `on TikTok: ${id}`);

test('REC-09 MOD-13 MOD-23: an edit posts the new text first, deletes the old comment once TikTok has it, and only then counts as edited', async () => {
  const old = await posted('We open at 8');
  const { id, comment, delivery } = await edit(old, 'We open at 9');
  expect(comment?.edit).toEqual({ replaces: old, state: 'posting' });
  expect(delivery?.status).toBe('queued');
  expect((await shown(old))?.comment?.replacedBy).toBe(id);
  await harness.drained();
  const [command] = harness.published(SendMessage).filter(({ data }) => data.messageId === id);
  expect(command?.data).toMatchObject({ threadId: parentId, precededBy: old, content: { text: 'We open at 9' } });
  expect(deletesOf(old)).toEqual([]);

  await taken(id);
  await taken(id, 'echo');
  expect(deletesOf(old).map(({ data }) => [data.action, data.actor])).toEqual([['delete', ana]]);
  expect((await shown(id))?.comment?.edit?.state).toBe('removing');
  expect((await shown(old))?.comment?.moderation.pending).toBe('delete');

  await moderated(old, { confirmed: 'deleted', failure: null });
  expect((await shown(id))?.comment?.edit?.state).toBe('done');
  const audit = await harness.sql(
    `SELECT action, actor_id, details FROM ticketing.audit WHERE action IN ('edit', 'delete') ORDER BY at`,
  );
  const content = { type: 'text', text: 'We open at 8' };
  expect(audit).toEqual([
    {
      action: 'edit',
      actor_id: ana.id,
      details: { messageId: id, replaces: old, before: content, after: { type: 'text', text: 'We open at 9' } },
    },
    { action: 'delete', actor_id: ana.id, details: { messageId: old, content } },
  ]);
});

test('REC-09: a new text that TikTok refuses changes nothing, and the comment can be edited again', async () => {
  const old = await posted('Closed on Sunday');
  const { id } = await edit(old, 'Closed on Sundays');
  const data = { messageId: id, ticketId, attempt: 1, code: 'tiktok_40002', reason: 'No.' };
  await harness.publish(MessageFailed, { workspaceId, data });
  await harness.drained();
  expect((await shown(id))?.comment?.edit?.state).toBe('refused');
  expect((await shown(old))?.comment).toMatchObject({ replacedBy: null, moderation: { visibility: 'public' } });
  expect(deletesOf(old)).toEqual([]);
  await expect(edit(old, 'Closed on all Sundays')).resolves.toMatchObject({ comment: { edit: { state: 'posting' } } });
});

test('REC-09: where the old comment cannot be deleted both are shown as standing, and its deletion can be asked for again', async () => {
  const old = await posted('Free shipping');
  const { id } = await edit(old, 'Free shipping from 20');
  await taken(id);
  await moderated(old, { confirmed: null, failure: 'refused' });
  expect((await shown(id))?.comment?.edit?.state).toBe('both_visible');
  await harness.ask(CommentModerate, { id: old, action: 'delete' }, ana);
  expect((await shown(id))?.comment?.edit?.state).toBe('removing');
  await moderated(old, { confirmed: 'deleted', failure: null });
  expect((await shown(id))?.comment?.edit?.state).toBe('done');
  expect(deletesOf(old)).toHaveLength(2);
});

test('MOD-23 FEED-12: the new text has the limits of a reply; the same text changes nothing', async () => {
  const old = await posted('Hello');
  await expect(edit(old, 'x'.repeat(151))).rejects.toMatchObject({ code: 'text_too_long', details: { max: 150 } });
  await expect(edit(old, '  ')).rejects.toMatchObject({ code: 'empty_text' });
  await expect(edit(old, 'Hello')).resolves.toMatchObject({ id: old, comment: { replacedBy: null } });
});

test('MOD-23: only a comment of ours that TikTok has can be edited, and only once at a time', async () => {
  const theirs = (await harness.ask(TicketMessages, { id: ticketId }, ana)).messages.at(-1);
  await expect(edit(theirs?.id ?? '', 'mine now')).rejects.toMatchObject({ code: 'not_editable' });
  const { id: queued } = await harness.ask(TicketReply, { id: ticketId, text: 'on its way' }, ana);
  await expect(edit(queued, 'other words')).rejects.toMatchObject({ code: 'not_a_comment' });
  await taken(queued);
  const both = await Promise.allSettled([edit(queued, 'first'), edit(queued, 'second')]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await expect(edit(queued, 'third')).rejects.toMatchObject({ code: 'edit_under_way' });
});

test('the thread says of a comment of ours that TikTok still reviews it, that it is held back, or nothing', async () => {
  const id = await posted('Same answer as ever');
  for (const review of ['waiting', 'held', null] as const) {
    version += 1;
    const news = { confirmed: null, confirmedAt: null, pending: null, failure: null, review, version };
    await harness.publish(CommentModerated, {
      workspaceId,
      data: { channelId, commentId: `on TikTok: ${id}`, ...news },
    });
    await harness.drained();
    expect((await shown(id))?.comment?.moderation.review).toBe(review);
  }
});
