import {
  type Actor,
  newId,
  SavedReplyAdd,
  SavedReplyChange,
  SavedReplyList,
  SavedReplyRemove,
  type SavedReplyView,
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

const save = (actor: Actor, wish: Partial<SavedReplyView> = {}) =>
  world.harness.ask(SavedReplyAdd, { title: 'Thanks', text: 'Thank you, {{customer_name}}!', ...wish }, actor);
const change = (actor: Actor, id: string, wish: Partial<SavedReplyView>) =>
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
  for (const forbidden of [
    save(ana, { isShared: true }),
    change(ana, shared.id, { text: 'other' }),
    change(ana, own.id, { isShared: true }),
    remove(ana, shared.id),
  ]) {
    await expect(forbidden).rejects.toMatchObject({ code: 'forbidden' });
  }
  for (const hidden of [
    change(bo, own.id, { text: 'other' }),
    remove(supervisor, own.id),
    remove(stranger, shared.id),
  ]) {
    await expect(hidden).rejects.toMatchObject({ code: 'not_found' });
  }
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
