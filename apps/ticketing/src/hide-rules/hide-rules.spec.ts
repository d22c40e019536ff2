import {
  type Actor,
  AuditList,
  CommentReceived,
  HideRuleAdd,
  HideRuleChange,
  HideRuleList,
  HideRuleRemove,
  HideRuleTry,
  type HideRuleView,
  newId,
  PostComments,
} from '@duet/contracts';
import { ModerationStandIn } from '../../test/moderation-stand-in.ts';
import { accountId, ana, feed, World, workspaceId } from '../../test/world.ts';

const lea: Actor = { ...ana, id: newId(), name: 'Lea', role: 'supervisor' };
const stranger: Actor = { ...lea, workspaceId: newId() };
const videoId = '7640000000000003000';

let world: World;
let moderation: ModerationStandIn;
let written = 0;

beforeAll(async () => {
  world = await World.start();
  moderation = new ModerationStandIn(world.harness);
});
afterAll(() => world.harness.stop());

const add = (wish: Partial<HideRuleView>, actor = lea) =>
  world.harness.ask(HideRuleAdd, { name: 'Spam', words: ['win'], isOn: true, ...wish }, actor);
const change = (id: string, wish: Partial<HideRuleView>, actor = lea) =>
  world.harness.ask(HideRuleChange, { ...wish, id }, actor);
const remove = (id: string) => world.harness.ask(HideRuleRemove, { id }, lea);
const rules = async (actor = ana) => (await world.harness.ask(HideRuleList, {}, actor)).rules;

/** A customer's comment; TikTok's id of it. */
async function comments(text: string, origin: 'live' | 'healed' | 'imported' = 'live'): Promise<string> {
  written += 1;
  const commentId = `caught ${written}`;
  const postedAt = new Date().toISOString();
  const data = { accountId, channelId: feed, origin, commentId, videoId, parentCommentId: null, authorId: 'somebody' };
  await world.harness.publish(CommentReceived, { workspaceId, data: { ...data, text, postedAt } });
  await world.harness.drained();
  return commentId;
}

async function moderationOf(commentId: string) {
  const found = await world.harness.ask(PostComments, { channelId: feed, videoId }, ana);
  return found.comments.find(({ message }) => message.externalId === commentId)?.message.comment?.moderation;
}

const hidden = (): string[] => moderation.commands().map(({ commentId }) => commentId);

test('MOD-20: a comment that a rule catches is hidden as it comes in, with the rule in the audit', async () => {
  const rule = await add({ name: 'Prizes', words: ['you win', 'prize'] });
  const caught = await comments('You WIN a phone!');
  const spared = await comments('When do you open?');
  expect(hidden()).toEqual([caught]);
  expect(await moderationOf(caught)).toMatchObject({ pending: 'hide', visibility: 'public' });
  expect(await moderationOf(spared)).toMatchObject({ pending: null });
  await moderation.fulfil(1);
  expect(await moderationOf(caught)).toMatchObject({ pending: null, visibility: 'hidden' });
  const { entries } = await world.harness.ask(AuditList, { action: 'hide' }, lea);
  expect(entries[0]).toMatchObject({ action: 'hide', actor: { kind: 'system', id: rule.id, name: 'Prizes' } });
  expect(await rules()).toEqual([{ ...rule, caught: 1 }]);
  await remove(rule.id);
});

test('one that healing found is hidden too; history, other channels and what is switched off are left alone', async () => {
  const rule = await add({ words: ['casino'] });
  const elsewhere = await add({ name: 'Elsewhere', words: ['lottery'], channelId: newId() });
  const off = await add({ name: 'Off', words: ['crypto'], isOn: false });
  const before = hidden();
  const healed = await comments('best casino', 'healed');
  for (const [text, origin] of [
    ['old casino', 'imported'],
    ['lottery', 'live'],
    ['crypto', 'live'],
  ] as const)
    await comments(text, origin);
  expect(hidden()).toEqual([...before, healed]);
  await change(off.id, { isOn: true });
  const caught = await comments('crypto again');
  expect(hidden()).toEqual([...before, healed, caught]);
  for (const { id } of [rule, elsewhere, off]) await remove(id);
  await comments('casino and crypto');
  expect(hidden()).toEqual([...before, healed, caught]);
});

test('a rule is tried on the past before it is switched on: how many it would have caught, and the newest of them', async () => {
  const texts = ['cheap followers', 'Cheap  Followers here', 'cheapfollowers', 'nothing of the kind'];
  for (const text of texts) await comments(text);
  const before = hidden();
  const trial = await world.harness.ask(HideRuleTry, { words: ['cheap followers'] }, lea);
  expect(trial.matches).toBe(2);
  expect(trial.examples.map(({ text }) => text)).toEqual(['Cheap  Followers here', 'cheap followers']);
  expect(trial.looked).toBeGreaterThanOrEqual(texts.length);
  expect(trial.since).not.toBeNull();
  const elsewhere = await world.harness.ask(HideRuleTry, { words: ['cheap'], channelId: newId() }, lea);
  expect(elsewhere).toEqual({ looked: 0, since: null, matches: 0, examples: [] });
  expect(hidden()).toEqual(before);
});

test('rules of another workspace catch nothing here, and are not seen', async () => {
  const rule = await add({ words: ['foreign'] }, stranger);
  const before = hidden();
  await comments('a foreign word');
  expect(hidden()).toEqual(before);
  expect(await rules()).toEqual([]);
  await expect(change(rule.id, { isOn: false })).rejects.toMatchObject({ code: 'not_found' });
  await expect(remove(rule.id)).rejects.toMatchObject({ code: 'not_found' });
});

test.each([[[]], [['']], [['x'.repeat(61)]]])('the words %j make no rule', async (words) => {
  await expect(add({ words })).rejects.toMatchObject({ code: 'bad_request' });
});
