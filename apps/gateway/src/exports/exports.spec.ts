import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ExportBegin, newId, Rejection, TicketList, TicketMessages } from '@duet/contracts';
import { messageView, ticketView } from '../../test/samples.ts';
import { refusalOf, startGateway, type TestGateway } from '../../test/start-gateway.ts';
import { messageColumns, ticketColumns } from './columns.ts';
import { MOST_ROWS, records } from './export.routes.ts';

let gateway: TestGateway;
let supervisor: string;
let agent: string;

beforeAll(async () => {
  gateway = await startGateway();
  const workspaceId = await gateway.createWorkspace('olga@shop.test');
  supervisor = await gateway.createApiKey(workspaceId, 'supervisor');
  agent = await gateway.createApiKey(workspaceId, 'agent');
});
afterAll(() => gateway.stop());
beforeEach(() => gateway.owners.answer(ExportBegin, () => ({})));

const get = (path: string, bearer = supervisor) => gateway.call('GET', `/api/v1${path}`, { bearer });
const askedSince = (before: number) => gateway.owners.asked.slice(before).map(({ request }) => request);

/** So many pages of a hundred tickets; the cursor is the number of the page. */
function answerPages(pages: number, fails?: number): void {
  gateway.owners.answer(TicketList, (request) => {
    const page = Number(TicketList.request.pick({ cursor: true }).parse(request).cursor ?? 0);
    if (page === fails) throw new Rejection('no_answer');
    const tickets = Array.from({ length: 100 }, (_, n) => ({ ...ticketView(), number: page * 100 + n }));
    return { tickets, nextCursor: page + 1 < pages ? String(page + 1) : null };
  });
}

test('a list is exported page by page under its filter, after it went on record', async () => {
  answerPages(120);
  const before = gateway.owners.asked.length;
  const response = await get('/tickets/export.csv?status=unresolved&replied=false&limit=7&cursor=abc');
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="tickets.csv"');
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
  const lines = new TextDecoder().decode(bytes).split('\r\n');
  expect(lines).toHaveLength(12_000 + 2);
  expect(lines[0]).toBe(ticketColumns.map(([name]) => name).join(','));
  expect(lines.slice(1, -1).map((line) => Number(line.split(',')[0]))).toEqual(
    Array.from({ length: 12_000 }, (_, n) => n),
  );
  const [begun, first, second, ...others] = askedSince(before);
  expect(begun).toEqual({ what: 'tickets', filter: { status: 'unresolved', replied: 'false' } });
  expect(first).toEqual({ status: 'unresolved', replied: false, limit: 100 });
  expect(second).toMatchObject({ cursor: '1' });
  expect(others).toHaveLength(118);
});

test('an export that fails on its way is cut off; before the first row it is refused like any other request', async () => {
  answerPages(50, 30);
  await expect(get('/tickets/export.csv').then((response) => response.text())).rejects.toThrow();
  answerPages(1, 0);
  expect(await refusalOf(await get('/tickets/export.csv'))).toEqual([503, 'no_answer']);
  expect(await refusalOf(await get('/tickets/export.csv?status=asleep'))).toEqual([400, 'bad_request']);
});

test('whoever may not have a file gets nothing of it', async () => {
  const before = gateway.owners.asked.length;
  expect(await refusalOf(await get('/tickets/export.csv', agent))).toEqual([403, 'forbidden']);
  expect(askedSince(before)).toEqual([]);
  gateway.owners.answer(ExportBegin, () => {
    throw new Rejection('not_found');
  });
  expect(await refusalOf(await get(`/tickets/${newId()}/export.csv`, agent))).toEqual([404, 'not_found']);
  expect(askedSince(before)).toHaveLength(1);
});

test('the messages of a ticket are exported with their times, authors and states, and no formula among them', async () => {
  const text = '=HYPERLINK("http://x")\r\nПривет 👋';
  const message = { ...messageView(), content: { type: 'text', text } };
  gateway.owners.answer(TicketMessages, () => ({ messages: [message], nextCursor: null }));
  const body = await (await get(`/tickets/${newId()}/export.csv`, agent)).text();
  const [head, row, end] = body.split('\r\n');
  expect(head).toBe(messageColumns.map(([name]) => name).join(','));
  expect(row).toContain(`"'=HYPERLINK(""http://x"")\nПривет 👋"`);
  expect(row).toContain(message.sentAt);
  expect(end).toBe('');
});

test('a page is read when the one before it was taken, up to the most rows of a file', async () => {
  let read = 0;
  const page = { rows: Array.from({ length: 30_000 }, (_, n) => n), nextCursor: 'more' };
  const pages = records([['n', (n: number) => n]], page, () => {
    read += 1;
    return Promise.resolve(page);
  });
  await pages.next();
  await pages.next();
  expect(read).toBe(0);
  let rows = page.rows.length;
  for await (const text of pages) rows += text.split('\r\n').length - 1;
  expect([rows, read]).toEqual([MOST_ROWS, 3]);
});

test('docs/export.md names every column, in order', async () => {
  const text = await readFile(join(import.meta.dirname, '../../../../docs/export.md'), 'utf8');
  const named = text.split('\n').flatMap((line) => /^\| `(\w+)`/.exec(line)?.[1] ?? []);
  expect(named).toEqual([...ticketColumns, ...messageColumns].map(([name]) => name));
});
