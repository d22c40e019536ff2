import { type Actor, AuditList, ExportBegin, newId, TicketList } from '@duet/contracts';
import { ana, workspaceId, World } from '../../test/world.ts';

const cleo: Actor = { ...ana, id: newId(), name: 'Cleo', role: 'supervisor' };
const stranger: Actor = { ...cleo, workspaceId: newId() };
const MANY = 10_050;

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.harness.stop());

test('what leaves the workspace as a file is on record first, and a list leaves by supervisors alone', async () => {
  const ticket = await world.writes(newId());
  const messages = { what: 'messages', ticketId: ticket.id } as const;
  const tickets = { what: 'tickets', filter: { status: 'open' } } as const;
  await world.harness.ask(ExportBegin, messages, ana);
  await world.harness.ask(ExportBegin, tickets, cleo);
  await expect(world.harness.ask(ExportBegin, tickets, ana)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(world.harness.ask(ExportBegin, messages, stranger)).rejects.toMatchObject({ code: 'not_found' });
  const { entries } = await world.harness.ask(AuditList, {}, cleo);
  expect(entries.map(({ action, actor, ticketId, details }) => [action, actor.name, ticketId, details])).toEqual([
    ['tickets_exported', 'Cleo', null, { filter: { status: 'open' } }],
    ['messages_exported', 'Ana', ticket.id, {}],
  ]);
});

test(`a list of ${MANY} tickets is read page by page, each ticket once, with the names of their customers`, async () => {
  const one = await world.writes(newId());
  await world.harness.sql(
    `INSERT INTO ticketing.contacts (workspace_id, id, account_id, external_id, display_name)
     SELECT workspace_id, gen_random_uuid(), account_id, 'many ' || n, 'Клиент 👟 ' || n
     FROM ticketing.contacts, generate_series(1, ${MANY}) n WHERE id = $1`,
    [one.contact.id],
  );
  await world.harness.sql(
    `INSERT INTO ticketing.tickets SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(),
       'number', 1000 + split_part(c.external_id, ' ', 2)::int, 'contact_id', c.id, 'subject_message_id', gen_random_uuid()))).*
     FROM ticketing.tickets t, ticketing.contacts c WHERE t.id = $1 AND c.external_id LIKE 'many %'`,
    [one.id],
  );
  const seen = new Map<string, string | null>();
  let cursor: string | undefined;
  do {
    const page = await world.harness.ask(TicketList, { status: 'open', limit: 100, cursor }, cleo);
    for (const { id, contact } of page.tickets) seen.set(id, contact.displayName);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  const [row] = await world.harness.sql<{ count: number }>(
    `SELECT count(*)::int FROM ticketing.tickets WHERE workspace_id = $1 AND status = 'open'`,
    [workspaceId],
  );
  expect(seen.size).toBe(row?.count);
  const names = new Set([...seen.values()].filter((name) => name?.startsWith('Клиент 👟')));
  expect(names.size).toBe(MANY);
});
