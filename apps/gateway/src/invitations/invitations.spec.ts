import { InvitationView, MailView, newId, PersonChanged } from '@duet/contracts';
import { z } from 'zod';
import { cookieOf, PASSWORD, refusalOf, startGateway, type TestGateway } from '../../test/start-gateway.ts';

const DAY_MS = 86_400_000;
const NEW = 'chosen by myself';
let gateway: TestGateway;
let shop: string;
let owner: string;

beforeAll(async () => {
  gateway = await startGateway();
  shop = await gateway.createWorkspace('olga@shop.test');
  owner = await gateway.signIn('olga@shop.test');
});
afterAll(() => gateway.stop());

const invite = (email: string, role = 'agent', more: object = {}, cookie = owner) =>
  gateway.call('POST', '/api/v1/invitations', { cookie, body: { email, role, ...more } });
const invited = async (email: string, role?: string) => InvitationView.parse(await (await invite(email, role)).json());
const change = (id: string, what: 'resend' | 'withdraw', cookie = owner) =>
  gateway.call('POST', `/api/v1/invitations/${id}/${what}`, { cookie });
const open = async (cookie = owner) =>
  z
    .object({ invitations: z.array(InvitationView) })
    .parse(await (await gateway.call('GET', '/api/v1/invitations', { cookie })).json()).invitations;
const mailsTo = async (email: string, cookie = owner) =>
  z
    .object({ hasMailServer: z.boolean(), mails: z.array(MailView) })
    .parse(await (await gateway.call('GET', '/api/v1/mails', { cookie })).json())
    .mails.filter(({ to }) => to === email);

/** The token of the newest mail to this address. */
async function tokenTo(email: string): Promise<string> {
  const [mail] = await mailsTo(email);
  return new URL(mail?.letter?.link ?? '').hash.slice(1);
}
const look = (token: string) => gateway.call('POST', '/api/v1/session/invitation/look', { body: { token } });
const join = (token: string, more: object = { name: 'Ivy', password: NEW }) =>
  gateway.call('POST', '/api/v1/session/invitation', { body: { token, ...more } });

test('an invitation is a mail whose link shows who invites to what, lets in with a name and a password, and works once', async () => {
  const invitation = await invited(' Ivy@Shop.test ', 'supervisor');
  expect(invitation).toMatchObject({ email: 'ivy@shop.test', role: 'supervisor', invitedBy: 'Olga' });
  const [mail] = await mailsTo('ivy@shop.test');
  expect(mail).toMatchObject({ subject: 'Olga invites you to Shop', status: 'waiting' });
  expect(mail?.letter?.text).toContain(mail?.letter?.link);
  const token = await tokenTo('ivy@shop.test');
  expect(await (await look(token)).json()).toEqual({
    email: 'ivy@shop.test',
    workspace: 'Shop',
    role: 'supervisor',
    invitedBy: 'Olga',
    isKnown: false,
  });
  const joined = await join(token);
  expect(joined.status).toBe(200);
  expect(await joined.json()).toMatchObject({ person: { name: 'Ivy' }, workspace: { id: shop }, role: 'supervisor' });
  expect((await gateway.call('GET', '/api/v1/session', { cookie: cookieOf(joined) })).status).toBe(200);
  const body = { email: 'ivy@shop.test', password: NEW };
  expect((await gateway.call('POST', '/api/v1/session', { body })).status).toBe(200);
  expect(await refusalOf(await join(token))).toEqual([400, 'link_invalid']);
  expect((await open()).map(({ email }) => email)).not.toContain('ivy@shop.test');
  expect(await mailsTo('ivy@shop.test')).toEqual([]);
  await gateway.harness.drained();
  const told = gateway.harness.published(PersonChanged).filter(({ data }) => data.name === 'Ivy');
  expect(told.map(({ workspaceId, data }) => [workspaceId, data.role, data.active])).toEqual([
    [shop, 'supervisor', true],
  ]);
});

test('of two who follow the link at once one is let in', async () => {
  await invited('twice@shop.test');
  const token = await tokenTo('twice@shop.test');
  const answers = await Promise.all([
    join(token, { name: 'One', password: NEW }),
    join(token, { name: 'Two', password: NEW }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
});

test('a link is too old after seven days; sent again it is a new one, and the one before is void', async () => {
  const { id } = await invited('late@shop.test');
  const first = await tokenTo('late@shop.test');
  await gateway.harness.moveClock(7 * DAY_MS + 1_000);
  expect(await refusalOf(await look(first))).toEqual([400, 'link_invalid']);
  expect((await mailsTo('late@shop.test')).map(({ letter }) => letter)).toEqual([null]);
  const resent = InvitationView.parse(await (await change(id, 'resend')).json());
  expect(Date.parse(resent.expiresAt) - Date.now()).toBeGreaterThan(13 * DAY_MS);
  const second = await tokenTo('late@shop.test');
  expect(await mailsTo('late@shop.test')).toHaveLength(1);
  expect(await refusalOf(await join(first))).toEqual([400, 'link_invalid']);
  expect((await join(second, { name: 'Late', password: NEW })).status).toBe(200);
  await gateway.harness.moveClock(0);
});

test('a withdrawn invitation leads nowhere, and its mail is gone', async () => {
  const { id } = await invited('no@shop.test');
  const token = await tokenTo('no@shop.test');
  expect((await change(id, 'withdraw')).status).toBe(200);
  expect(await refusalOf(await join(token))).toEqual([400, 'link_invalid']);
  expect(await mailsTo('no@shop.test')).toEqual([]);
  expect(await refusalOf(await change(id, 'resend'))).toEqual([404, 'not_found']);
});

test('whom one invites again, one invites with the new role and once', async () => {
  const first = await invited('again@shop.test', 'agent');
  const second = await invited('again@shop.test', 'admin');
  expect(second).toMatchObject({ id: first.id, role: 'admin' });
  expect((await open()).filter(({ email }) => email === 'again@shop.test')).toHaveLength(1);
  expect(await mailsTo('again@shop.test')).toHaveLength(1);
});

test('a member is not invited, and nobody invites above themselves', async () => {
  expect(await refusalOf(await invite('olga@shop.test'))).toEqual([409, 'already_member']);
  const add = ['--workspace', shop, '--name', 'Ada', '--role', 'admin'];
  await gateway.run('add-person', ...add, '--email', 'ada@shop.test');
  const admin = await gateway.signIn('ada@shop.test');
  expect(await refusalOf(await invite('boss@shop.test', 'owner', {}, admin))).toEqual([403, 'forbidden']);
  const { id } = await invited('boss@shop.test', 'owner');
  expect(await refusalOf(await change(id, 'resend', admin))).toEqual([403, 'forbidden']);
  expect((await invite('peer@shop.test', 'admin', {}, admin)).status).toBe(201);
  expect((await mailsTo('peer@shop.test', admin)).map(({ letter }) => letter)).toEqual([null]);
  expect((await mailsTo('peer@shop.test')).map(({ letter }) => letter)).not.toEqual([null]);
});

test('who has a password elsewhere joins with that one and keeps it: the link alone does not do', async () => {
  const other = await gateway.createWorkspace('kim@other.test');
  await invited('kim@other.test');
  const token = await tokenTo('kim@other.test');
  expect(await (await look(token)).json()).toMatchObject({ isKnown: true });
  expect(await refusalOf(await join(token, { name: 'Mallory', password: NEW }))).toEqual([401, 'wrong_credentials']);
  const joined = await join(token, { password: PASSWORD });
  expect(await joined.json()).toMatchObject({ person: { name: 'Olga' }, workspace: { id: shop } });
  const body = { email: 'kim@other.test', password: PASSWORD };
  const session = await gateway.call('POST', '/api/v1/session', { body });
  expect(await session.json()).toMatchObject({ workspace: { id: other } });
});

test('mails are written in the language that was asked for', async () => {
  await invite('anna@shop.test', 'agent', { language: 'ru' });
  const [mail] = await mailsTo('anna@shop.test');
  expect(mail?.subject).toBe('Olga приглашает вас в Shop');
  expect(mail?.letter?.text).toContain('Ваша роль: оператор');
});

test('the table of invitations holds no link that anyone could use', async () => {
  await invited('sealed@shop.test');
  const token = await tokenTo('sealed@shop.test');
  const rows = await gateway.harness.sql<{ row: string }>('SELECT invitations::text AS row FROM gateway.invitations');
  expect(rows.map(({ row }) => row).join()).not.toContain(token);
});

test('another workspace neither sees invitations and mails nor changes them', async () => {
  const { id } = await invited('ours@shop.test');
  await gateway.createWorkspace('stranger@shop.test');
  const stranger = await gateway.signIn('stranger@shop.test');
  expect(await open(stranger)).toEqual([]);
  expect(await mailsTo('ours@shop.test', stranger)).toEqual([]);
  for (const what of ['resend', 'withdraw'] as const) {
    expect(await refusalOf(await change(id, what, stranger))).toEqual([404, 'not_found']);
  }
  expect(await refusalOf(await change(newId(), 'withdraw'))).toEqual([404, 'not_found']);
});

test.each([
  ['an e-mail that is none', { email: 'nobody', role: 'agent' }],
  ['a role that is none', { email: 'a@shop.test', role: 'king' }],
])('%s is refused', async (_what, body) => {
  expect(await refusalOf(await gateway.call('POST', '/api/v1/invitations', { cookie: owner, body }))).toEqual([
    400,
    'bad_request',
  ]);
});

test('without a name, or with a password that is too short, nothing happens and the link stays', async () => {
  await invited('slow@shop.test');
  const token = await tokenTo('slow@shop.test');
  expect(await refusalOf(await join(token, { password: NEW }))).toEqual([400, 'bad_request']);
  expect(await refusalOf(await join(token, { name: 'Slow', password: 'short' }))).toEqual([400, 'bad_request']);
  expect((await join(token, { name: 'Slow', password: NEW })).status).toBe(200);
});
