import { MailView } from '@duet/contracts';
import { until } from '@duet/testing';
import { z } from 'zod';
import { startMailbox, type Mailbox } from '../../test/mailbox.ts';
import { startGateway, type TestGateway } from '../../test/start-gateway.ts';
import { RealTime } from '../sessions/real-time.ts';
import { defineGateway } from '../service.ts';

let gateway: TestGateway;
let mailbox: Mailbox;
let owner: string;

beforeEach(async () => {
  mailbox = await startMailbox();
  gateway = await startGateway({ SMTP_URL: mailbox.url, MAIL_FROM: 'Shop <shop@duet.test>' });
  await gateway.createWorkspace('olga@shop.test');
  owner = await gateway.signIn('olga@shop.test');
});
afterEach(async () => {
  await gateway.stop();
  await mailbox.stop();
});

const invite = (email: string, language = 'en') =>
  gateway.call('POST', '/api/v1/invitations', { cookie: owner, body: { email, role: 'agent', language } });
const Mails = z.object({ hasMailServer: z.boolean(), mails: z.array(MailView) });
const listed = async () => Mails.parse(await (await gateway.call('GET', '/api/v1/mails', { cookie: owner })).json());
const mail = async () => (await listed()).mails[0];

test('an invitation reaches its mail server, and nothing of its link stays here', async () => {
  await invite('ivy@shop.test');
  await until('the mail is sent', async () => (await mail())?.status === 'sent');
  const [received] = mailbox.received;
  expect(received).toMatchObject({ from: 'shop@duet.test', to: ['ivy@shop.test'] });
  expect(received?.headers).toContain('Subject: Olga invites you to Shop');
  expect(received?.text).toMatch(/http:\/\/duet\.test\/join#[\w-]{43}\n/);
  expect(await listed()).toMatchObject({ hasMailServer: true, mails: [{ letter: null, failure: null, attempts: 1 }] });
  const rows = await gateway.harness.sql('SELECT body, link FROM gateway.mails');
  expect(rows).toEqual([{ body: null, link: null }]);
  const token = /#([\w-]{43})/.exec(received?.text ?? '')?.[1];
  const joined = await gateway.call('POST', '/api/v1/session/invitation', {
    body: { token, name: 'Ivy', password: 'my own password' },
  });
  expect(joined.status).toBe(200);
});

test('a mail server that is away, or asks for patience, gets the mail later and once', async () => {
  await mailbox.pause();
  await invite('ivy@shop.test');
  await until('it was tried', async () => (await mail())?.failure !== null);
  expect(await mail()).toMatchObject({ status: 'waiting', attempts: 1 });
  mailbox.answer(451);
  await mailbox.resume();
  const time = gateway.gateway.app.get(RealTime);
  time.offsetMs += 60_000;
  await until(
    'it was tried again',
    async () => (await mail())?.attempts === 2 && (await mail())?.failure?.includes('451') === true,
  );
  mailbox.answer(250);
  time.offsetMs += 60_000;
  await until('the mail is sent', async () => (await mail())?.status === 'sent');
  expect(mailbox.received.map(({ to }) => to)).toEqual([['ivy@shop.test']]);
});

test('an address that the server refuses for good is not tried again, and the reason stands beside it', async () => {
  mailbox.answer(550);
  await invite('nobody@shop.test');
  await until('the mail failed', async () => (await mail())?.status === 'failed');
  expect(await mail()).toMatchObject({ attempts: 1, failure: expect.stringContaining('550') });
});

test('of several processes each mail is sent by one', async () => {
  await gateway.harness.boot(defineGateway(gateway.config));
  const addresses = Array.from({ length: 25 }, (_, index) => `person${index}@shop.test`);
  await Promise.all(addresses.map((address) => invite(address)));
  await until('all are sent', async () => (await listed()).mails.every(({ status }) => status === 'sent'));
  expect(mailbox.received.map(({ to }) => to[0]).sort()).toEqual(addresses.sort());
});

test('a process that dies over a mail leaves it to the next: the same mail for whoever receives it', async () => {
  await mailbox.pause();
  await invite('ivy@shop.test');
  await until('it was tried', async () => (await mail())?.failure !== null);
  await gateway.harness.sql(`UPDATE gateway.mails SET leased_until = now() + interval '10 minutes', next_at = now()`);
  await mailbox.resume();
  gateway.gateway.app.get(RealTime).offsetMs += 11 * 60_000;
  await until('the mail is sent', async () => (await mail())?.status === 'sent');
  const { id } = (await mail()) ?? {};
  expect(mailbox.received.map(({ headers }) => headers.includes(`Message-ID: <${id}@duet.test>`))).toEqual([true]);
});
