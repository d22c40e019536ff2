import { Problem } from '@duet/contracts';
import { cookieOf, PASSWORD, startGateway, type TestGateway } from '../../test/start-gateway.ts';
import { RealTime } from './real-time.ts';

const quarter = 15 * 60_000;
let gateway: TestGateway;
let time: RealTime;

beforeEach(async () => {
  gateway = await startGateway();
  await gateway.createWorkspace('olga@shop.test');
  time = gateway.gateway.app.get(RealTime);
  // Attempts are counted by the quarter of an hour; each test has a whole one before it.
  time.offsetMs = quarter - (Date.now() % quarter);
});
afterEach(() => gateway.stop());

const attempt = (email: string, password: string, address: string): Promise<Response> =>
  gateway.call('POST', '/api/v1/session', { body: { email, password }, headers: { 'x-forwarded-for': address } });

async function statuses(count: number, make: (index: number) => Promise<Response>): Promise<number[]> {
  const responses = await Promise.all(Array.from({ length: count }, (_, index) => make(index)));
  return responses.map(({ status }) => status);
}
const howMany = (all: number[], wanted: number): number => all.filter((status) => status === wanted).length;

test('a thousand guesses at once get ten looks at the password, and the owner still gets in elsewhere', async () => {
  const answers = await statuses(1_000, () => attempt('olga@shop.test', 'guess', '203.0.113.1'));
  expect([howMany(answers, 401), howMany(answers, 429)]).toEqual([10, 990]);
  expect((await attempt('olga@shop.test', PASSWORD, '203.0.113.1')).status).toBe(429);
  expect((await attempt('olga@shop.test', PASSWORD, '203.0.113.2')).status).toBe(200);
});

test('the refusal says when to come back, and then one may', async () => {
  await statuses(10, () => attempt('olga@shop.test', 'guess', '203.0.113.1'));
  const refused = await attempt('olga@shop.test', PASSWORD, '203.0.113.1');
  expect(await refused.json()).toMatchObject({ code: 'too_many_attempts', status: 429 });
  const seconds = Number(refused.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(900);
  time.offsetMs += seconds * 1_000;
  expect((await attempt('olga@shop.test', PASSWORD, '203.0.113.1')).status).toBe(200);
});

test('one address cannot try many people', async () => {
  const answers = await statuses(60, (index) => attempt(`person${index}@shop.test`, 'guess', '203.0.113.1'));
  expect([howMany(answers, 401), howMany(answers, 429)]).toEqual([50, 10]);
});

test('many addresses cannot try one person', async () => {
  const answers = await statuses(120, (index) => attempt('olga@shop.test', 'guess', `198.51.100.${index}`));
  expect([howMany(answers, 401), howMany(answers, 429)]).toEqual([100, 20]);
});

test('signing in well is not counted', async () => {
  const answers = await statuses(30, () => attempt('olga@shop.test', PASSWORD, '203.0.113.1'));
  expect(howMany(answers, 200) + howMany(answers, 429)).toBe(30);
  for (let turn = 0; turn < 15; turn += 1) {
    expect((await attempt('olga@shop.test', PASSWORD, '203.0.113.9')).status).toBe(200);
  }
});

test('an unknown e-mail and a wrong password get the same answer', async () => {
  const answers = [
    await attempt('nobody@shop.test', PASSWORD, '203.0.113.1'),
    await attempt('olga@shop.test', 'wrong', '203.0.113.1'),
  ];
  const [unknown, wrong] = await Promise.all(
    answers.map(async (response) => ({ ...Problem.parse(await response.json()), requestId: '' })),
  );
  expect(unknown).toEqual(wrong);
  expect(unknown).toMatchObject({ status: 401, code: 'wrong_credentials' });
  expect(answers.map(cookieOf)).toEqual(['', '']);
});
