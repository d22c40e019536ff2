import { MailView } from '@duet/contracts';
import { z } from 'zod';
import { cookieOf, PASSWORD, refusalOf, startGateway, type TestGateway } from '../../test/start-gateway.ts';
import { RealTime } from './real-time.ts';

const HOUR_MS = 3_600_000;
const QUARTER_MS = 15 * 60_000;
const NEW = 'not forgotten again';
let gateway: TestGateway;
let shop: string;

beforeEach(async () => {
  gateway = await startGateway();
  shop = await gateway.createWorkspace('olga@shop.test');
  const about = ['--email', 'ben@shop.test', '--name', 'Ben', '--role', 'agent'];
  await gateway.run('add-person', '--workspace', shop, ...about);
});
afterEach(() => gateway.stop());

const ask = (email: string, language = 'en', address = '203.0.113.1') =>
  gateway.call('POST', '/api/v1/session/reset', {
    body: { email, language },
    headers: { 'x-forwarded-for': address },
  });
const redeem = (token: string, password = NEW) =>
  gateway.call('POST', '/api/v1/session/owner-link', { body: { token, password } });
const signIn = (email: string, password: string) =>
  gateway.call('POST', '/api/v1/session', { body: { email, password } });
const status = async (cookie: string) => (await gateway.call('GET', '/api/v1/session', { cookie })).status;

async function mailsOf(owner: string): Promise<MailView[]> {
  const response = await gateway.call('GET', '/api/v1/mails', { cookie: await gateway.signIn(owner) });
  return z.object({ mails: z.array(MailView) }).parse(await response.json()).mails;
}
async function tokenFrom(owner: string): Promise<string> {
  const [mail] = await mailsOf(owner);
  return new URL(mail?.letter?.link ?? '').hash.slice(1);
}

test('a link in a mail sets another password, signs in, ends every earlier session, and works once', async () => {
  const earlier = await gateway.signIn('ben@shop.test');
  expect((await ask(' Ben@shop.test ')).status).toBe(204);
  const token = await tokenFrom('olga@shop.test');
  const redeemed = await redeem(token);
  expect(await redeemed.json()).toMatchObject({ person: { name: 'Ben' }, workspace: { id: shop } });
  expect([await status(earlier), await status(cookieOf(redeemed))]).toEqual([401, 200]);
  expect((await signIn('ben@shop.test', PASSWORD)).status).toBe(401);
  expect((await signIn('ben@shop.test', NEW)).status).toBe(200);
  expect(await refusalOf(await redeem(token))).toEqual([400, 'link_invalid']);
  expect(await mailsOf('olga@shop.test')).toEqual([]);
});

test('an unknown address gets the same answer and no mail', async () => {
  const answers = [await ask('ben@shop.test'), await ask('nobody@shop.test')];
  const told = await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]));
  expect(told).toEqual([
    [204, ''],
    [204, ''],
  ]);
  expect((await mailsOf('olga@shop.test')).map(({ to }) => to)).toEqual(['ben@shop.test']);
});

test('a link is too old after an hour, and a newer one makes it void', async () => {
  await ask('ben@shop.test');
  const first = await tokenFrom('olga@shop.test');
  await ask('ben@shop.test');
  expect(await refusalOf(await redeem(first))).toEqual([400, 'link_invalid']);
  const second = await tokenFrom('olga@shop.test');
  gateway.gateway.app.get(RealTime).offsetMs = HOUR_MS + 1_000;
  expect(await refusalOf(await redeem(second))).toEqual([400, 'link_invalid']);
});

test('asking is limited for an address, known or not, and for where it comes from', async () => {
  // Attempts are counted by the quarter of an hour; this has a whole one before it.
  gateway.gateway.app.get(RealTime).offsetMs = QUARTER_MS - (Date.now() % QUARTER_MS);
  for (const email of ['ben@shop.test', 'nobody@shop.test']) {
    const answers = [];
    for (let turn = 0; turn < 4; turn += 1) answers.push((await ask(email)).status);
    expect(answers).toEqual([204, 204, 204, 429]);
  }
  const many = [];
  for (let turn = 0; turn < 21; turn += 1) many.push((await ask(`p${turn}@shop.test`, 'en', '203.0.113.9')).status);
  expect(many.filter((code) => code === 429)).toHaveLength(1);
  expect((await signIn('ben@shop.test', PASSWORD)).status).toBe(200);
});

test('who has left gets no link', async () => {
  const owner = await gateway.signIn('olga@shop.test');
  const { people } = z
    .object({ people: z.array(z.object({ id: z.string(), email: z.string() })) })
    .parse(await (await gateway.call('GET', '/api/v1/people', { cookie: owner })).json());
  const ben = people.find(({ email }) => email === 'ben@shop.test');
  await gateway.call('POST', `/api/v1/people/${ben?.id}/remove`, { cookie: owner, body: { to: { kind: 'nobody' } } });
  expect((await ask('ben@shop.test')).status).toBe(204);
  expect(await mailsOf('olga@shop.test')).toEqual([]);
});

test('the link of somebody in several workspaces is read by whoever set the installation up, not by the others', async () => {
  const other = await gateway.createWorkspace('kim@other.test');
  const about = ['--email', 'ben@shop.test', '--name', 'Ben', '--role', 'agent'];
  await gateway.run('add-person', '--workspace', other, ...about);
  const ownOnly = await gateway.createWorkspace('solo@other.test');
  expect(ownOnly).not.toBe(other);
  await ask('ben@shop.test');
  await ask('solo@other.test');
  expect((await mailsOf('olga@shop.test')).map(({ to }) => to)).toEqual(['ben@shop.test']);
  expect(await mailsOf('kim@other.test')).toEqual([]);
  expect((await mailsOf('solo@other.test')).map(({ to }) => to)).toEqual(['solo@other.test']);
});

test('the mail is in the language of the page, and the token stands nowhere else', async () => {
  await ask('ben@shop.test', 'ru');
  const [mail] = await mailsOf('olga@shop.test');
  expect(mail?.subject).toBe('Новый пароль для Duet');
  const token = new URL(mail?.letter?.link ?? '').hash.slice(1);
  const rows = await gateway.harness.sql<{ row: string }>('SELECT owner_links::text AS row FROM gateway.owner_links');
  expect(rows.map(({ row }) => row).join()).not.toContain(token);
});
