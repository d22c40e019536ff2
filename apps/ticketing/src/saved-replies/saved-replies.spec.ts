import {
  type Actor,
  newId,
  SavedReplyAdd,
  SavedReplyChange,
  SavedReplyList,
  SavedReplyRemove,
  type SavedReplyView,
  TicketReply,
  type TicketView,
  type UploadView,
} from '@duet/contracts';
import { ana, World } from '../../test/world.ts';

const bo: Actor = { ...ana, id: newId(), name: 'Bo' };
const supervisor: Actor = { ...ana, id: newId(), name: 'Cleo', role: 'supervisor' };
const stranger: Actor = { ...supervisor, id: newId(), workspaceId: newId() };

let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.harness.stop());

type Words = Omit<SavedReplyView, 'id' | 'image'>;

const save = (actor: Actor, wish: Partial<Words> = {}) =>
  world.harness.ask(SavedReplyAdd, { title: 'Thanks', text: 'Thank you, {{customer_name}}!', ...wish }, actor);
const change = (actor: Actor, id: string, wish: Partial<Words>) =>
  world.harness.ask(SavedReplyChange, { ...wish, id }, actor);
const remove = (actor: Actor, id: string) => world.harness.ask(SavedReplyRemove, { id }, actor);
const seenBy = async (actor: Actor) => (await world.harness.ask(SavedReplyList, {}, actor)).savedReplies;

test('INB-06: everybody sees the saved replies of the workspace and their own, by title', async () => {
  const shared = await save(supervisor, { title: 'Shipping', shortcut: 'ship', isShared: true });
  const own = await save(ana, { title: 'greeting' });
  expect(own).toMatchObject({ shortcut: null, isShared: false });
  expect(await seenBy(ana)).toEqual([own, shared]);
  expect(await seenBy(bo)).toEqual([shared]);
  expect(await seenBy(stranger)).toEqual([]);
});

test("INB-06: the workspace's are kept by supervisors, one's own by oneself alone", async () => {
  const shared = await save(supervisor, { title: 'Returns', isShared: true });
  const own = await save(ana, { title: 'mine' });
  const [forbidden, hidden] = [{ code: 'forbidden' }, { code: 'not_found' }];
  await expect(save(ana, { isShared: true })).rejects.toMatchObject(forbidden);
  await expect(change(ana, shared.id, { text: 'other' })).rejects.toMatchObject(forbidden);
  await expect(change(ana, own.id, { isShared: true })).rejects.toMatchObject(forbidden);
  await expect(remove(ana, shared.id)).rejects.toMatchObject(forbidden);
  await expect(change(bo, own.id, { text: 'other' })).rejects.toMatchObject(hidden);
  await expect(remove(supervisor, own.id)).rejects.toMatchObject(hidden);
  await expect(remove(stranger, shared.id)).rejects.toMatchObject(hidden);
  expect(await change(ana, own.id, { text: 'better' })).toEqual({ ...own, text: 'better' });
  expect(await remove(ana, own.id)).toMatchObject({ id: own.id, text: 'better' });
  expect((await seenBy(ana)).map(({ id }) => id)).not.toContain(own.id);
});

test('INB-06: a shortcut finds one reply: it is taken once among the shared, and once among those of a person', async () => {
  const first = await save(supervisor, { shortcut: 'Hours', isShared: true });
  await expect(save(supervisor, { shortcut: 'hours', isShared: true })).rejects.toMatchObject({
    code: 'shortcut_taken',
  });
  const own = await save(ana, { shortcut: 'hours' });
  await expect(save(ana, { shortcut: 'HOURS' })).rejects.toMatchObject({ code: 'shortcut_taken' });
  expect((await save(bo, { shortcut: 'hours' })).shortcut).toBe('hours');
  expect(await change(ana, own.id, { shortcut: 'hours', title: 'Opening hours' })).toMatchObject({ shortcut: 'hours' });
  expect(await change(supervisor, first.id, { shortcut: null })).toMatchObject({ shortcut: null });
  expect((await save(supervisor, { shortcut: 'hours', isShared: true })).shortcut).toBe('hours');
});

test.each(['two words', '#sign', '', 'x'.repeat(31)])('INB-06: %p cannot stand after a #', async (shortcut) => {
  await expect(save(ana, { shortcut })).rejects.toMatchObject({ code: 'bad_request' });
});

test.each(['доставка', 'größe_42'])('INB-06: %s can', async (shortcut) => {
  expect((await save(ana, { shortcut })).shortcut).toBe(shortcut);
});

const upload: UploadView = {
  mediaId: newId(),
  contentType: 'image/png',
  size: 1_000,
  width: 400,
  height: 400,
  for: 'tiktok_messenger',
};

test('INB-06: a saved reply keeps an image until it is taken away', async () => {
  const saved = await world.harness.ask(
    SavedReplyAdd,
    { title: 'Sizes', text: 'See the table.', imageId: upload.mediaId, image: upload },
    ana,
  );
  expect(saved.image).toEqual(upload);
  const renamed = await change(ana, saved.id, { title: 'Size table' });
  expect(renamed.image).toEqual(upload);
  expect(await seenBy(ana)).toContainEqual(renamed);
  const bare = await world.harness.ask(SavedReplyChange, { id: saved.id, imageId: null }, ana);
  expect(bare.image).toBeNull();
});

const customers: Readonly<Record<string, () => Promise<TicketView>>> = {
  'TikTok Messenger': () => world.writes(newId()),
  'TikTok Feed': () => world.comments(newId()),
  'a plain channel': () => world.writesPlainly(newId()),
};

async function send(channel: string, text: string) {
  const ticket = await customers[channel]?.();
  if (!ticket) throw new Error(`nobody writes on ${channel}`);
  return world.harness.ask(TicketReply, { id: ticket.id, text }, ana);
}

test.each(Object.keys(customers))(
  'INB-19 INB-06: a saved reply goes out as what was written, on %s',
  async (channel) => {
    const { text } = await save(ana, { text: 'We are open until six.' });
    expect((await send(channel, text)).content).toEqual({ type: 'text', text });
  },
);

test('INB-17: a saved reply that is too long for comments is kept, and refused on TikTok Feed alone', async () => {
  const { text } = await save(ana, { text: 'x'.repeat(151) });
  expect((await send('TikTok Messenger', text)).content).toEqual({ type: 'text', text });
  expect((await send('a plain channel', text)).content).toEqual({ type: 'text', text });
  await expect(send('TikTok Feed', text)).rejects.toMatchObject({
    code: 'text_too_long',
    details: { length: 151, max: 150 },
  });
});

test('INB-17: one with an image is refused where a text and an image do not go together', async () => {
  const { id } = await world.comments(newId());
  const reply = { id, text: 'See the table.', imageId: upload.mediaId };
  for (const [image, code] of [
    [upload, 'image_for_other_channel'],
    [{ ...upload, for: 'tiktok_feed' as const }, 'text_or_image'],
  ] as const) {
    await expect(world.harness.ask(TicketReply, { ...reply, image }, ana)).rejects.toMatchObject({ code });
  }
});
