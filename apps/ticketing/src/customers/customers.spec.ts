import {
  type Actor,
  AuditList,
  type ContactAttribute,
  ContactAttributesGet,
  ContactAttributesSet,
  ContactChanged,
  ContactDescribe,
  ContactFind,
  ContactGet,
  newId,
  TicketList,
  type TicketView,
} from '@duet/contracts';
import { ana, World } from '../../test/world.ts';

const olga: Actor = { ...ana, id: newId(), name: 'Olga', role: 'owner' };
const stranger: Actor = { ...ana, id: newId(), workspaceId: newId() };
const size: ContactAttribute = { key: 'size', label: 'Shoe size', kind: 'number', choices: [] };
const tier: ContactAttribute = { key: 'tier', label: 'Tier', kind: 'choice', choices: ['Silver', 'Gold'] };

let world: World;

beforeAll(async () => {
  world = await World.start();
  await world.harness.ask(ContactAttributesSet, { attributes: [size, tier], version: 0 }, olga);
});
afterAll(() => world.harness.stop());

const get = ({ contact }: TicketView, actor: Actor = ana) => world.harness.ask(ContactGet, { id: contact.id }, actor);
const describe_ = ({ contact }: TicketView, attributes: Record<string, string | number | null>, actor: Actor = ana) =>
  world.harness.ask(ContactDescribe, { id: contact.id, attributes }, actor);
const told = async ({ contact }: TicketView) => {
  await world.harness.drained();
  return world.harness.published(ContactChanged).filter(({ data }) => data.contactId === contact.id);
};

test('attributes of a customer are set one by one and taken away, told in order without their values, and on record', async () => {
  const ticket = await world.writes(newId());
  expect(await get(ticket)).toEqual({
    id: ticket.contact.id,
    contacts: [{ ...ticket.contact, tickets: 1, channelTypes: ['tiktok_messenger'] }],
    attributes: {},
    version: 0,
  });
  await describe_(ticket, { email: 'ana@example.test', size: 42 });
  const after = await describe_(ticket, { tier: 'Gold', note: 'Звонить вечером 🌙' });
  expect(after).toMatchObject({
    attributes: { email: 'ana@example.test', size: 42, tier: 'Gold', note: 'Звонить вечером 🌙' },
    version: 2,
  });
  expect(await get(ticket)).toEqual(after);
  expect((await describe_(ticket, { tier: 'Gold', size: null })).attributes).toEqual({
    email: 'ana@example.test',
    tier: 'Gold',
    note: 'Звонить вечером 🌙',
  });
  await describe_(ticket, { size: null });
  const events = await told(ticket);
  expect(events.map(({ sequence, data }) => [sequence, data.changed, data.by.name])).toEqual([
    [1, ['email', 'size'], 'Ana'],
    [2, ['tier', 'note'], 'Ana'],
    [3, ['size'], 'Ana'],
  ]);
  expect(JSON.stringify(events)).not.toMatch(/example|вечером/);
  const { entries } = await world.harness.ask(AuditList, { action: 'contact_described' }, olga);
  expect(entries[0]).toMatchObject({
    actor: { name: 'Ana' },
    details: { contactId: ticket.contact.id, changed: ['size'] },
  });
  expect(entries).toHaveLength(3);
});

test.each([
  ['a number that is none', { size: '42' }, 'attribute_unfit'],
  ['a choice that is not offered', { tier: 'Bronze' }, 'attribute_unfit'],
  ['an e-mail address without @', { email: 'ana' }, 'attribute_unfit'],
  ['an attribute that nobody defined', { colour: 'red' }, 'not_found'],
])('%s is refused, and nothing is kept', async (_what, attributes, code) => {
  const ticket = await world.writes(newId());
  await expect(describe_(ticket, { phone: '+51 1 234', ...attributes })).rejects.toMatchObject({ code });
  expect((await get(ticket)).attributes).toEqual({});
  expect(await told(ticket)).toEqual([]);
});

test('two colleagues who describe a customer at once both have their say, in two events', async () => {
  const ticket = await world.writes(newId());
  await Promise.all([describe_(ticket, { email: 'a@x.test' }), describe_(ticket, { phone: '12345' }, olga)]);
  expect(await get(ticket)).toMatchObject({ attributes: { email: 'a@x.test', phone: '12345' }, version: 2 });
  expect((await told(ticket)).map(({ sequence }) => sequence)).toEqual([1, 2]);
});

test('values of an attribute that is taken away are not shown, and are there again with it', async () => {
  const ticket = await world.writes(newId());
  await describe_(ticket, { size: 42, tier: 'Gold' });
  const { attributes, version } = await world.harness.ask(ContactAttributesGet, {}, ana);
  const without = { ...tier, choices: ['Platinum'] };
  await world.harness.ask(ContactAttributesSet, { attributes: [without], version }, olga);
  expect((await get(ticket)).attributes).toEqual({});
  const stale = world.harness.ask(ContactAttributesSet, { attributes, version }, olga);
  await expect(stale).rejects.toMatchObject({ code: 'changed_meanwhile' });
  await world.harness.ask(ContactAttributesSet, { attributes, version: version + 1 }, olga);
  expect((await get(ticket)).attributes).toEqual({ size: 42, tier: 'Gold' });
});

test('customers are found by the beginning of what they are called, in their own workspace alone', async () => {
  const name = `Мария${newId().slice(-6)}`;
  const ticket = await world.writes(name);
  const find = async (actor: Actor) => (await world.harness.ask(ContactFind, { q: name.slice(0, 9) }, actor)).contacts;
  expect(await find(ana)).toEqual([{ ...ticket.contact, tickets: 1, channelTypes: ['tiktok_messenger'] }]);
  expect(await find(stranger)).toEqual([]);
  await expect(get(ticket, stranger)).rejects.toMatchObject({ code: 'not_found' });
  await expect(describe_(ticket, { email: 'ana@example.test' }, stranger)).rejects.toMatchObject({ code: 'not_found' });
});

test('the history of a customer is the list of its tickets', async () => {
  const first = await world.writes(newId());
  await world.writes(newId());
  const { tickets } = await world.harness.ask(TicketList, { contactId: first.contact.id }, ana);
  expect(tickets.map(({ id }) => id)).toEqual([first.id]);
});
