import { seedIds } from '../index.ts';
import { isHidden } from './entities.ts';
import { picture } from '../media/picture.ts';
import { until } from '../../test/until.ts';
import { account, closeWorlds, openWorld, type World } from '../../test/world.ts';

const post = seedIds.post;
afterEach(closeWorlds);

const comment = async (world: World, text: string, customer = 'ana_pe'): Promise<string> =>
  String((await world.control.act({ do: 'comment', customer, post, text }))['commentId']);

const answer = (world: World, comment_id: string, text: string) =>
  world.post('/business/comment/reply/create/', { business_id: account, video_id: post, comment_id, text });

const hide = (world: World, comment_id: string, action: 'HIDE' | 'UNHIDE') =>
  world.post('/business/comment/hide/', { business_id: account, video_id: post, comment_id, action });

const list = async (world: World, more: Record<string, string> = {}): Promise<any[]> =>
  (await world.get('/business/comment/list/', { business_id: account, video_id: post, ...more })).data['comments'];

test('comment.update carries bare 19-digit numbers and parent 0 on a top-level comment', async () => {
  const world = await openWorld();
  const id = await comment(world, 'Do you ship to "Lima"?');
  const { envelope } = await world.receiver.next('comment.update');
  expect(envelope.content).toMatch(
    new RegExp(
      `^{"comment_id":${id},"video_id":${post},"parent_comment_id":0,"comment_type":"comment","comment_action":"insert",` +
        `"timestamp":\\d{13},"unique_identifier":"\\+SimUser[^"]+","text":"Do you ship to \\\\"Lima\\\\"\\?"}$`,
    ),
  );
});

test('FEED-05: an answer to a reply is attached to the root comment', async () => {
  const world = await openWorld();
  const root = await comment(world, 'Do you ship?');
  const reply = await world.control.act({ do: 'reply', customer: 'bo_mx', comment: root, text: 'I wonder too' });
  expect(reply['parentCommentId']).toBe(root);
  const { code, data } = await answer(world, String(reply['commentId']), 'Yes, 3 days');
  expect(code).toBe(0);
  expect(data['parent_comment_id']).toBe(root);
  const { data: replies } = await world.get('/business/comment/reply/list/', {
    business_id: account,
    video_id: post,
    comment_id: root,
  });
  expect(replies['comments']).toHaveLength(2);
  expect(replies['comments']).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ comment_id: data['comment_id'], owner: true, parent_comment_id: root }),
    ]),
  );
});

test('own comments come back as insert, then set_to_public, under an author id that is not the open_id', async () => {
  const world = await openWorld();
  const { data } = await answer(world, await comment(world, 'Hello?'), 'Hi');
  const own = await until(() => {
    const events = world.receiver.of('comment.update').filter(({ body }) => body.includes(data['comment_id']));
    return events.length === 2 ? events : undefined;
  });
  expect(own.map(({ content }) => content.comment_action).sort()).toEqual(['insert', 'set_to_public']);
  expect(own[0]?.content.unique_identifier).toBe(data['unique_identifier']);
  expect(data['unique_identifier']).not.toBe(account);
});

test('in spam mode an own comment is taken and hidden without a word', async () => {
  const world = await openWorld({ settings: { spamMode: true } });
  const { code, data } = await answer(world, await comment(world, 'Hello?'), 'Hi');
  expect(code).toBe(0);
  const { deliveries } = await world.control.deliveries();
  expect(deliveries.filter(({ body }) => body.includes('set_to_'))).toEqual([]);
  const comments = await world.control.get<{ commentId: string; hidden: boolean }[]>('/comments');
  expect(comments.find(({ commentId }) => commentId === data['comment_id'])?.hidden).toBe(true);
});

test('FEED-11: an answer over the limit is refused, and the limit is a knob', async () => {
  const world = await openWorld();
  const id = await comment(world, 'Hello?');
  expect((await answer(world, id, 'x'.repeat(150))).code).toBe(0);
  expect(await answer(world, id, 'x'.repeat(151))).toMatchObject({
    code: 40002,
    message: expect.stringContaining('text'),
  });
  await world.control.settings({ commentTextMax: 1200 });
  expect((await answer(world, id, 'x'.repeat(1200))).code).toBe(0);
});

test('MOD-14: hiding and unhiding show in the list and as events', async () => {
  const world = await openWorld();
  const id = await comment(world, 'Buy followers here');
  expect(await hide(world, id, 'HIDE')).toMatchObject({ code: 0, data: {} });
  expect(await list(world)).toMatchObject([{ comment_id: id, status: 'HIDDEN' }]);
  expect(await list(world, { status: 'PUBLIC' })).toEqual([]);
  await hide(world, id, 'UNHIDE');
  await until(async () => ((await list(world))[0].status === 'PUBLIC' ? true : undefined));
  const actions = () => world.receiver.of('comment.update').map(({ content }) => content.comment_action);
  await until(() => (actions().length === 3 ? true : undefined));
  expect(actions()).toEqual(expect.arrayContaining(['insert', 'set_to_hidden', 'set_to_public']));
});

test('MOD-21: hiding a hidden comment succeeds and causes no second event', async () => {
  const world = await openWorld();
  const id = await comment(world, 'Buy followers here');
  await hide(world, id, 'HIDE');
  expect((await hide(world, id, 'HIDE')).code).toBe(0);
  const { deliveries } = await world.control.deliveries();
  expect(deliveries.filter(({ body }) => body.includes('set_to_hidden'))).toHaveLength(1);
  const entries = await world.control.ledger({ kind: 'comment.hide' });
  expect(entries.map(({ result }) => result['changed'])).toEqual([true, false]);
});

test('MOD-18: hiding takes effect, and is reported, only after its delay', async () => {
  const world = await openWorld({ settings: { visibilityDelay: { min: 90_000, max: 90_000 } } });
  const id = await comment(world, 'Buy followers here');
  await hide(world, id, 'HIDE');
  expect((await list(world))[0].status).toBe('PUBLIC');
  const { deliveries } = await world.control.deliveries({ state: 'pending' });
  const report = deliveries.find(({ body }) => body.includes('set_to_hidden'));
  expect((report?.nextRealAt ?? 0) - (report?.createdRealAt ?? 0)).toBe(90_000);
});

test('a change of visibility is in effect from its moment on', () => {
  const asked = { hidden: 1, hiddenChangeRealAt: 5000 } as const;
  expect([isHidden(asked, 4999), isHidden(asked, 5000)]).toEqual([false, true]);
  expect([isHidden({ ...asked, hidden: 0 }, 4999), isHidden({ ...asked, hidden: 0 }, 5000)]).toEqual([true, false]);
});

test('replies of a hidden parent cannot be listed', async () => {
  const world = await openWorld();
  const id = await comment(world, 'Hello?');
  await hide(world, id, 'HIDE');
  const query = { business_id: account, video_id: post, comment_id: id };
  expect((await world.get('/business/comment/reply/list/', query)).code).toBe(40002);
});

test("MOD-04: a customer's comment cannot be deleted, an own one can, once", async () => {
  const world = await openWorld();
  const foreign = await comment(world, 'Hello?');
  const own = (await answer(world, foreign, 'Hi')).data['comment_id'];
  const remove = (comment_id: string) => world.post('/business/comment/delete/', { business_id: account, comment_id });
  expect((await remove(foreign)).code).toBe(40001);
  expect((await remove(own)).code).toBe(0);
  expect((await remove(own)).code).toBe(40007);
  expect((await answer(world, own, 'Again')).code).toBe(40007);
});

test('a customer who deletes a comment takes its replies along, with one event', async () => {
  const world = await openWorld();
  const id = await comment(world, 'Hello?');
  await answer(world, id, 'Hi');
  await world.control.act({ do: 'delete_comment', customer: 'ana_pe', comment: id });
  expect(await list(world)).toEqual([]);
  const all = await world.control.get<{ deletedAt: number | null }[]>('/comments');
  expect(all.map(({ deletedAt }) => typeof deletedAt)).toEqual(['number', 'number']);
  const { deliveries } = await world.control.deliveries();
  expect(deliveries.filter(({ body }) => body.includes('\\"delete\\"'))).toHaveLength(1);
});

test('MOD-22: what the owner does in the app is reported too', async () => {
  const world = await openWorld();
  const id = await comment(world, 'Hello?');
  await world.control.act({ do: 'owner_set_hidden', comment: id, hidden: true });
  await world.control.act({ do: 'owner_set_friends_only', comment: id });
  await world.control.act({ do: 'owner_comment', post, text: 'From my phone', replyTo: id });
  await world.receiver.next('comment.update', 5);
  expect(await world.control.ledger({ kind: 'comment.hide' })).toEqual([]);
});

test('FEED-24: other accounts and unknown comments are refused', async () => {
  const world = await openWorld();
  const id = await comment(world, 'Hello?');
  const other = await world.control.grant('sim.person');
  const body = { business_id: other.open_id, video_id: post, comment_id: id, text: 'Hi' };
  expect((await world.post('/business/comment/reply/create/', body, other.access_token)).code).toBe(40001);
  expect((await answer(world, '7650000000000000001', 'Hi')).code).toBe(40007);
});

test('FEED-08: a comment image is checked, then used instead of a text, never beside it', async () => {
  const world = await openWorld();
  const id = await comment(world, 'Show me');
  const upload = (file: Buffer) =>
    world.upload('/business/comment/image/upload/', { business_id: account }, 'image_file', file);
  expect((await upload(picture('small', 200, 400))).code).toBe(40915);
  expect((await upload(Buffer.from('text'))).code).toBe(40908);
  expect((await upload(Buffer.alloc(5 * 1024 * 1024 + 1))).code).toBe(40907);
  const { data } = await upload(picture('wide', 600, 400));
  expect(data).toMatchObject({ image_uri: expect.stringMatching(/^[0-9a-f]{32}$/), width: 600, height: 400 });
  const body = { business_id: account, video_id: post, comment_id: id, image_uri: data['image_uri'] };
  expect((await world.post('/business/comment/reply/create/', { ...body, text: 'both' })).code).toBe(40002);
  const reply = await world.post('/business/comment/reply/create/', body);
  expect(reply.code).toBe(0);
  expect((await fetch(reply.data['image_url'])).headers.get('content-type')).toBe('image/png');
});

test('FEED-16, FEED-17, FEED-18: a reply holds no video, no file and no voice clip', () =>
  refused('video', 'file', 'audio'));

test('FEED-19: a reply holds no product', () => refused('product'));

async function refused(...kinds: readonly string[]): Promise<void> {
  const world = await openWorld();
  const id = await comment(world, 'Show me');
  const body = { business_id: account, video_id: post, comment_id: id };
  for (const kind of kinds) {
    const reply = await world.post('/business/comment/reply/create/', { ...body, [`${kind}_uri`]: 'v' });
    expect([kind, reply.code]).toEqual([kind, 40002]);
  }
  expect(await world.control.ledger({ kind: 'comment.reply' })).toEqual([]);
}

test('FEED-14: an @name in a reply is plain characters, and nothing tells the one who bears it', async () => {
  const world = await openWorld();
  const id = await comment(world, 'Who knows?');
  const { data } = await answer(world, id, '@bo_mx knows');
  const [under] = await list(world, { comment_ids: JSON.stringify([id]), include_replies: 'true' });
  expect(under.reply_list).toMatchObject([{ comment_id: data['comment_id'], text: '@bo_mx knows' }]);
  expect(JSON.stringify(under.reply_list)).not.toMatch(/mention/i);
  const asked = { business_id: account, video_id: post, comment_id: id };
  const { code } = await world.post('/business/comment/reply/create/', { ...asked, mentions: ['bo_mx'] });
  expect(code).toBe(40002);
});

test('MOD-05: a comment of the account itself is neither hidden nor shown', async () => {
  const world = await openWorld();
  const { data } = await answer(world, await comment(world, 'Hello?'), 'Hi');
  for (const action of ['HIDE', 'UNHIDE'] as const) {
    expect((await hide(world, data['comment_id'], action)).code).toBe(40001);
  }
  for (const kind of ['comment.hide', 'comment.unhide'] as const)
    expect(await world.control.ledger({ kind })).toEqual([]);
});

test('FEED-13: a reply stands under its comment and refers to no other, whatever is asked for', async () => {
  const world = await openWorld();
  const [id, other] = [await comment(world, 'Show me'), await comment(world, 'And me')];
  const body = { business_id: account, video_id: post, comment_id: id, text: 'Here' };
  const reference = { referenced_message_info: { referenced_message_id: other } };
  expect((await world.post('/business/comment/reply/create/', { ...body, ...reference })).code).toBe(0);
  const [under] = await list(world, { comment_ids: JSON.stringify([id]), include_replies: 'true' });
  const [reply] = under.reply_list;
  expect([reply.text, reply.parent_comment_id]).toEqual(['Here', id]);
  expect(JSON.stringify(reply)).not.toContain(other);
});

test('WIN-23: a comment can be answered more than ten times, and after 48 hours', async () => {
  const world = await openWorld();
  const id = await comment(world, 'Hello?');
  for (let sent = 1; sent <= 11; sent++) expect((await answer(world, id, `Answer ${sent}`)).code).toBe(0);
  await world.control.clock({ advanceMs: 49 * 3_600_000 });
  await world.reconnect();
  expect((await answer(world, id, 'Late, but still')).code).toBe(0);
});

test('lists page by offset, filter by id, and inline at most three replies', async () => {
  const world = await openWorld();
  const made: Record<string, unknown>[] = await world.control.batch(
    Array.from({ length: 35 }, (_, index) => ({ do: 'comment', customer: 'bo_mx', post, text: `Comment ${index}` })),
  );
  const ids = made.map(({ commentId }) => String(commentId));
  for (let reply = 0; reply < 4; reply++) await answer(world, ids[0] ?? '', `Reply ${reply}`);
  const query = { business_id: account, video_id: post, max_count: '30', sort_field: 'create_time', sort_order: 'asc' };
  const first = (await world.get('/business/comment/list/', query)).data;
  const second = (await world.get('/business/comment/list/', { ...query, cursor: String(first['cursor']) })).data;
  expect([first['has_more'], second['has_more']]).toEqual([true, false]);
  expect([...first['comments'], ...second['comments']].map(({ comment_id }: any) => comment_id)).toEqual(ids);
  const [one] = await list(world, { comment_ids: JSON.stringify([ids[0]]), include_replies: 'true' });
  expect([one.replies, one.reply_list.length, one.username]).toEqual([4, 3, 'bo_mx']);
  const tooMany = { ...query, comment_ids: JSON.stringify(ids.slice(0, 31)) };
  expect((await world.get('/business/comment/list/', tooMany)).code).toBe(40011);
});

test('posts are listed by time with the fields asked for', async () => {
  const world = await openWorld();
  const query = { business_id: account, fields: '["item_id","caption","create_time"]', max_count: '2' };
  const first = (await world.get('/business/video/list/', query)).data;
  expect(first['videos'][0]).toEqual({
    item_id: post,
    caption: 'New drop #sale',
    create_time: expect.stringMatching(/^\d{10}$/),
  });
  const second = (await world.get('/business/video/list/', { ...query, cursor: String(first['cursor']) })).data;
  expect([first['videos'].length, first['has_more'], second['videos'].length, second['has_more']]).toEqual([
    2,
    true,
    1,
    false,
  ]);
  const filters = JSON.stringify({ video_ids: [post, '7640000000000000001'] });
  expect((await world.get('/business/video/list/', { ...query, filters })).data['videos']).toHaveLength(1);
  expect((await world.get('/business/video/list/', { ...query, fields: '["caption","likes"]' })).code).toBe(40002);
});
