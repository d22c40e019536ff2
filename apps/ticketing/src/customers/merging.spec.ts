import {
  type Actor,
  AuditList,
  ContactDescribe,
  ContactFind,
  ContactGet,
  ContactMerge,
  ContactsMerged,
  ContactsUnmerged,
  ContactUnmerge,
  newId,
  SendMessage,
  TicketGet,
  TicketList,
  TicketReply,
  type TicketView,
} from '@duet/contracts';
import { ana, workspaceId, World } from '../../test/world.ts';

const bo: Actor = { ...ana, id: newId(), name: 'Bo' };

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.harness.stop());

const idOf = ({ contact }: TicketView): string => contact.id;
const ask = <R>(question: Promise<R>) =>
  question.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
const merge = (kept: TicketView, other: TicketView, actor: Actor = ana) =>
  world.harness.ask(ContactMerge, { id: idOf(kept), otherId: idOf(other) }, actor);
const unmerge = (kept: TicketView, other: TicketView) =>
  world.harness.ask(ContactUnmerge, { id: idOf(kept), otherId: idOf(other) }, ana);
const get = (ticket: TicketView) => world.harness.ask(ContactGet, { id: idOf(ticket) }, ana);
const describe_ = (ticket: TicketView, attributes: Record<string, string | null>) =>
  world.harness.ask(ContactDescribe, { id: idOf(ticket), attributes }, ana);
const history = async (ticket: TicketView) =>
  (await world.harness.ask(TicketList, { contactId: idOf(ticket) }, ana)).tickets.map(({ id }) => id);
const people = async (count: number): Promise<[TicketView, TicketView, ...TicketView[]]> => {
  const [first, second] = [await world.writes(newId()), await world.writes(newId())];
  const others: TicketView[] = [];
  for (let n = 2; n < count; n += 1) others.push(await world.writes(newId()));
  return [first, second, ...others];
};

test('merged contacts are one customer: what the kept one says wins, the others fill gaps, and the history shows all', async () => {
  const [kept, other] = await people(2);
  await describe_(kept, { email: 'kept@x.test' });
  await describe_(other, { email: 'other@x.test', phone: '12345', note: 'likes blue' });
  const merged = await merge(kept, other);
  expect(merged).toMatchObject({
    id: idOf(kept),
    contacts: [{ id: idOf(kept) }, { id: idOf(other), tickets: 1 }],
    attributes: { email: 'kept@x.test', phone: '12345', note: 'likes blue' },
    version: 2,
  });
  expect(await get(other)).toEqual(merged);
  expect(await history(other)).toEqual([other.id, kept.id]);
  expect(await history(kept)).toEqual([other.id, kept.id]);

  const after = await describe_(other, { phone: null, note: 'likes red' });
  expect(after.attributes).toEqual({ email: 'kept@x.test', note: 'likes red' });
  expect((await get(kept)).attributes).toEqual(after.attributes);
});

test('a customer takes in the comments of the same person too, and every reply goes where its ticket is', async () => {
  const [thread, commentId] = [newId(), newId()];
  const [direct, comment] = [await world.writes(thread), await world.comments(commentId)];
  await merge(direct, comment);
  expect((await get(comment)).contacts.map(({ channelTypes }) => channelTypes)).toEqual([
    ['tiktok_messenger'],
    ['tiktok_feed'],
  ]);
  for (const ticket of [direct, comment]) {
    await world.harness.ask(TicketReply, { id: ticket.id, text: `to ${ticket.id}` }, ana);
    expect((await world.harness.ask(TicketGet, { id: ticket.id }, ana)).contact).toEqual(ticket.contact);
  }
  await world.harness.drained();
  const sent = world.harness.published(SendMessage).map(({ data }) => [data.ticketId, data.channelId, data.threadId]);
  expect(sent).toContainEqual([direct.id, direct.channelId, thread]);
  expect(sent).toContainEqual([comment.id, comment.channelId, commentId]);
  await unmerge(direct, comment);
});

test('unmerging puts back exactly what was, in two events of the kept customer, and on record', async () => {
  const [kept, other] = await people(2);
  await describe_(kept, { email: 'kept@x.test' });
  await describe_(other, { phone: '12345' });
  const before = [await get(kept), await get(other)].map(({ version: _version, ...rest }) => rest);
  await merge(kept, other);
  await unmerge(kept, other);
  expect([await get(kept), await get(other)].map(({ version: _version, ...rest }) => rest)).toEqual(before);
  expect([await history(kept), await history(other)]).toEqual([[kept.id], [other.id]]);
  await world.harness.drained();
  const told = [...world.harness.published(ContactsMerged), ...world.harness.published(ContactsUnmerged)];
  expect(
    told.filter(({ data }) => data.contactId === idOf(kept)).map(({ sequence, type }) => [sequence, type]),
  ).toEqual([
    [2, 'ticketing.contact.merged'],
    [3, 'ticketing.contact.unmerged'],
  ]);
  for (const action of ['contacts_merged', 'contacts_unmerged']) {
    const { entries } = await world.harness.ask(AuditList, { action }, ana);
    expect(entries[0]).toMatchObject({
      details: { contactId: idOf(kept), otherId: idOf(other) },
      actor: { name: 'Ana' },
    });
  }
});

test('a contact is not merged with itself, nor twice, nor in a chain, nor with one of another workspace', async () => {
  const [kept, other, third] = await people(3);
  if (!third) throw new Error('there are three');
  expect(await ask(merge(kept, kept))).toBe('merge_with_itself');
  expect(await ask(unmerge(kept, other))).toBe('not_merged');
  await merge(kept, other);
  expect(await ask(merge(kept, other))).toBe('already_merged');
  expect(await ask(merge(other, third))).toBe('already_merged');
  expect(await ask(merge(third, other))).toBe('already_merged');
  expect(await ask(merge(third, kept))).toBe('holds_merged');
  expect(await ask(unmerge(other, kept))).toBe('not_merged');
  expect(await ask(merge(kept, third, { ...ana, workspaceId: newId() }))).toBe('not_found');
  expect(await ask(world.harness.ask(ContactMerge, { id: idOf(kept), otherId: newId() }, ana))).toBe('not_found');
  await merge(kept, third);
  expect((await get(third)).contacts).toHaveLength(3);
});

test('of a customer only the one who stands for it is found by name', async () => {
  const name = `Зоя${newId().slice(-6)}`;
  const [kept, other] = [await world.writes(`${name} one`), await world.writes(`${name} two`)];
  const found = async () =>
    (await world.harness.ask(ContactFind, { q: name }, ana)).contacts.map(({ id }) => id).sort();
  expect(await found()).toEqual([idOf(kept), idOf(other)].sort());
  await merge(kept, other);
  expect(await found()).toEqual([idOf(kept)]);
});

test.each(Array.from({ length: 5 }, (_, round) => round))(
  'of two who merge the same contact at once, or both ways round, one does (round %i)',
  async () => {
    const [a, b, c] = await people(3);
    if (!c) throw new Error('there are three');
    const outcomes = await Promise.all([
      ask(merge(a, b)),
      ask(merge(b, a, bo)),
      ask(merge(c, a)),
      ask(merge(c, b, bo)),
    ]);
    const rows = await world.harness.sql<{ contact_id: string; merged_into: string }>(
      `SELECT contact_id, merged_into FROM ticketing.contact_profiles
       WHERE workspace_id = $1 AND merged_into IS NOT NULL AND contact_id = ANY($2)`,
      [workspaceId, [a, b, c].map(idOf)],
    );
    expect(rows).toHaveLength(outcomes.filter((outcome) => outcome === 'done').length);
    expect(rows.length).toBeGreaterThan(0);
    const merged = new Set(rows.map((row) => row.contact_id));
    expect(rows.filter((row) => merged.has(row.merged_into))).toEqual([]);
    expect(
      outcomes.filter((outcome) => outcome !== 'done').every((code) => /^(already|holds)_merged$/.test(code)),
    ).toBe(true);
  },
);
