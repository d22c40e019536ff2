import { ConnectStart, newId, operations, Rejection, Role, TicketGet, TicketReply } from '@duet/contracts';
import { refusalOf, startGateway, type TestGateway } from '../../test/start-gateway.ts';

let gateway: TestGateway;
let workspaceId: string;
const keys = new Map<Role, string>();

beforeAll(async () => {
  gateway = await startGateway();
  workspaceId = await gateway.createWorkspace('olga@shop.test');
  for (const role of Role.options) keys.set(role, await gateway.createApiKey(workspaceId, role));
});
afterAll(() => gateway.stop());

/** What each operation needs beside its path. */
const bodies: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  reply: { text: 'hello' },
  addNote: { text: 'a note' },
  saveDraft: { mode: 'reply', text: 'not yet' },
  markRead: { messageId: newId() },
  editComment: { text: 'other words' },
  previewModerationJob: { action: 'hide', ticketIds: [newId()] },
  startModerationJob: { action: 'hide', filter: { videoId: '1' } },
  settleMessage: { outcome: 'arrived' },
  prioritize: { priority: 'high' },
  addTag: { name: 'Refund' },
  setTeams: { teams: [], version: 0 },
  setAssignmentRules: { rules: [], version: 0 },
  setAvailability: { isAway: true },
  assignTeam: { teamId: null },
  setContactAttributes: { attributes: [], version: 0 },
  mergeContacts: { otherId: newId() },
  unmergeContacts: { otherId: newId() },
  describeContact: { attributes: { email: 'ana@example.test' } },
  setViews: { isShared: false, views: [], version: 0 },
  setBusinessHours: { hours: null, version: 0 },
  setSlaPolicies: { policies: [], version: 0 },
  addHideRule: { name: 'Spam', words: ['win'] },
  tryHideRule: { words: ['win'] },
  addSavedReply: { title: 'Thanks', text: 'Thank you!' },
  completeConnection: { state: 's', code: 'c' },
  finishSetup: { title: 'Shop' },
};
const queries: Readonly<Record<string, string>> = {
  dailyReport: '?from=2026-11-01&to=2026-11-02',
  search: '?q=parcel&status=unresolved',
  findContacts: '?q=ana',
  listTickets: '?limit=10&replied=true&assignee=none',
};

const pathOf = ({ id, path }: { id: string; path: string }): string =>
  `/api/v1${path.replaceAll(/\{\w+\}/g, newId())}${queries[id] ?? ''}`;

const matrix = operations.flatMap((operation) => Role.options.map((role) => ({ operation, role })));

test.each(matrix)('ACC-03: $operation.id by an $role', async ({ operation, role }) => {
  const before = gateway.owners.asked.length;
  const response = await gateway.call(operation.method, pathOf(operation), {
    bearer: keys.get(role) ?? '',
    ...(operation.method === 'POST' ? { body: bodies[operation.id] ?? {} } : {}),
  });
  const allowed = operation.roles.includes(role);
  expect(response.status).toBe(allowed ? operation.status : 403);
  expect(operation.asks.answer.safeParse(await response.json()).success).toBe(allowed);
  expect(gateway.owners.asked.slice(before)).toEqual(
    allowed
      ? [
          expect.objectContaining({
            subject: operation.asks.subject,
            actor: expect.objectContaining({ role, workspaceId }),
          }),
        ]
      : [],
  );
});

test.each(operations)('$id needs credentials', async (operation) => {
  const body = operation.method === 'POST' ? { body: {} } : {};
  const response = await gateway.call(operation.method, pathOf(operation), body);
  expect(await refusalOf(response)).toEqual([401, 'unauthenticated']);
});

test('path, query and body reach the owner as one request, and what the gateway knows wins over what the caller says', async () => {
  const owner = keys.get('owner') ?? '';
  const commentId = newId();
  await gateway.call('POST', `/api/v1/comments/${commentId}/hide`, {
    bearer: owner,
    body: { action: 'unhide', id: newId() },
  });
  expect(gateway.owners.asked.at(-1)?.request).toEqual({ id: commentId, action: 'hide' });

  await gateway.call('GET', '/api/v1/tickets?limit=7&replied=false', { bearer: owner });
  expect(gateway.owners.asked.at(-1)?.request).toEqual({ limit: 7, replied: false });

  await gateway.call('POST', '/api/v1/channels/tiktok/connect', {
    bearer: owner,
    body: { plan: 'paid', sessionId: 'x' },
  });
  const { request } = gateway.owners.asked.at(-1)!;
  expect(request).toEqual({ plan: 'paid', sessionId: expect.not.stringMatching(/^x$/) });
});

test('ACC-15: the owner hears the plan of the workspace, not of the request', async () => {
  const free = await gateway.createApiKey(await gateway.createWorkspace('free@shop.test', 'free'), 'owner');
  await gateway.call('POST', '/api/v1/channels/tiktok/connect', { bearer: free, body: { plan: 'paid' } });
  expect(gateway.owners.asked.at(-1)?.request).toMatchObject({ plan: 'free' });
});

test('a connection is bound to the session that began it', async () => {
  const [first, second] = [await gateway.signIn('olga@shop.test'), await gateway.signIn('olga@shop.test')];
  const sessions = [];
  for (const cookie of [first, first, second]) {
    await gateway.call('POST', '/api/v1/channels/tiktok/connect', { cookie, body: {} });
    sessions.push(ConnectStart.request.parse(gateway.owners.asked.at(-1)?.request).sessionId);
  }
  expect(sessions[0]).toBe(sessions[1]);
  expect(sessions[0]).not.toBe(sessions[2]);
  expect(sessions.join()).not.toContain(first.split('=')[1]);
});

test("a ticket of another workspace is not found: its owner sees the caller's workspace alone", async () => {
  const ticketId = newId();
  gateway.owners.answer(TicketGet, (_request, actor) => {
    throw new Rejection(actor.workspaceId === workspaceId ? 'already_claimed' : 'not_found');
  });
  const stranger = await gateway.createApiKey(await gateway.createWorkspace('other@shop.test'), 'owner');
  const response = await gateway.call('GET', `/api/v1/tickets/${ticketId}?workspaceId=${workspaceId}`, {
    bearer: stranger,
  });
  expect(await refusalOf(response)).toEqual([404, 'not_found']);
  expect((await gateway.call('GET', `/api/v1/tickets/${ticketId}`, { bearer: keys.get('agent') ?? '' })).status).toBe(
    409,
  );
});

test('a refusal arrives with its status, code, sentence and details', async () => {
  gateway.owners.answer(TicketReply, () => {
    throw new Rejection('text_too_long', { max: 150 });
  });
  const response = await gateway.call('POST', `/api/v1/tickets/${newId()}/messages`, {
    bearer: keys.get('agent') ?? '',
    body: { text: 'hello' },
  });
  expect(response.status).toBe(422);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(await response.json()).toMatchObject({ code: 'text_too_long', status: 422, details: { max: 150 } });
});

describe('Idempotency-Key', () => {
  const reply = (headers: Record<string, string>) =>
    gateway.call('POST', `/api/v1/tickets/${newId()}/notes`, {
      bearer: keys.get('agent') ?? '',
      body: { text: 'a note' },
      headers,
    });

  test('reaches the owner of a write', async () => {
    await reply({ 'idempotency-key': 'intent 4711' });
    expect(gateway.owners.asked.at(-1)?.requestId).toBe('intent 4711');
  });

  test('is made anew for a request that has none', async () => {
    await reply({});
    await reply({});
    const [first, second] = gateway.owners.asked.slice(-2).map(({ requestId }) => requestId);
    expect(first).not.toBe(second);
  });

  test.each(['x'.repeat(201), 'caf\u00e9', 'a\tb'])('is refused when it is %j', async (key) => {
    const before = gateway.owners.asked.length;
    const response = await reply({ 'idempotency-key': key });
    expect(await refusalOf(response)).toEqual([400, 'bad_request']);
    expect(gateway.owners.asked).toHaveLength(before);
  });

  test('means nothing to a read', async () => {
    const headers = { 'idempotency-key': 'x'.repeat(201) };
    const response = await gateway.call('GET', '/api/v1/channels', { bearer: keys.get('agent') ?? '', headers });
    expect(response.status).toBe(200);
    expect(gateway.owners.asked.at(-1)?.requestId).not.toBe(headers['idempotency-key']);
  });
});

test.each([
  ['PUT', ''],
  ['PATCH', ''],
  ['DELETE', ''],
  ['POST', '/clone'],
  ['PUT', '/ticket-settings'],
])('CON-32: there is no %s /channels/{id}%s, for nobody', async (method, below) => {
  const before = gateway.owners.asked.length;
  const bearer = keys.get('owner') ?? '';
  const { status } = await gateway.call(method, `/api/v1/channels/${newId()}${below}`, { bearer });
  expect(status).toBe(404);
  expect(gateway.owners.asked).toHaveLength(before);
});

test('a person acts under the name and role of the membership', async () => {
  await gateway.run(
    'add-person',
    '--workspace',
    workspaceId,
    '--email',
    'sam@shop.test',
    '--name',
    'Sam',
    '--role',
    'supervisor',
  );
  const cookie = await gateway.signIn('sam@shop.test');
  await gateway.call('GET', '/api/v1/channels', { cookie });
  expect(gateway.owners.asked.at(-1)?.actor).toMatchObject({
    kind: 'person',
    name: 'Sam',
    role: 'supervisor',
    workspaceId,
  });
});
