import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway, type TestGateway } from '../../test/start-gateway.ts';

let gateway: TestGateway;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duet-inbox-'));
  await mkdir(join(folder, 'dist', 'assets'), { recursive: true });
  await writeFile(join(folder, 'dist', 'index.html'), '<!doctype html><title>Duet</title>');
  await writeFile(join(folder, 'dist', 'theme.js'), 'theme()');
  await writeFile(join(folder, 'dist', 'assets', 'main-4f2a.js'), 'main()');
  await writeFile(join(folder, 'secret.txt'), 'classified');
  gateway = await startGateway({ INBOX_DIST: join(folder, 'dist') });
});
afterAll(async () => {
  await gateway.stop();
  await rm(folder, { recursive: true });
});

test.each(['/', '/tickets/0193', '/integrations?code=a.b', '/reports'])(
  '%s is a page of the inbox, never cached',
  async (path) => {
    const response = await gateway.call('GET', path);
    expect(await response.text()).toContain('<title>Duet</title>');
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  },
);

test('what has a hash in its name is kept for good, other files are asked for again', async () => {
  const hashed = await gateway.call('GET', '/assets/main-4f2a.js');
  expect([await hashed.text(), hashed.headers.get('cache-control')]).toEqual([
    'main()',
    'public, max-age=31536000, immutable',
  ]);
  const plain = await gateway.call('GET', '/theme.js');
  expect([await plain.text(), plain.headers.get('cache-control')]).toEqual(['theme()', 'public, max-age=0']);
});

test.each([
  '/assets/gone-1234.js',
  '/assets/..%2f..%2fsecret.txt',
  '/..%2fsecret.txt',
  '/../secret.txt',
  '/api/v1/nothing',
  '/api/x.js',
])('%s is not found, and is no page', async (path) => {
  const response = await gateway.call('GET', path);
  expect([404, 403, 400]).toContain(response.status);
  expect(await response.text()).not.toMatch(/classified|<title>/);
});

test.each(['/', '/assets/main-4f2a.js', '/api/v1/openapi.json', '/api/v1/session', '/api/v1/nothing'])(
  '%s carries the security headers',
  async (path) => {
    const { headers } = await gateway.call('GET', path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-eval');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin-allow-popups');
    expect(headers.has('strict-transport-security')).toBe(false);
    expect(headers.has('x-powered-by')).toBe(false);
  },
);

test("TikTok's window comes back to a page that its opener can still see", async () => {
  const { headers } = await gateway.call('GET', '/integrations/tiktok/callback?code=a&state=b');
  expect(headers.get('cross-origin-opener-policy')).toBe('unsafe-none');
  expect(headers.get('cache-control')).toBe('no-cache');
});

test('without a built inbox only the API is there', async () => {
  const bare = await startGateway();
  expect((await bare.call('GET', '/')).status).toBe(404);
  expect((await bare.call('GET', '/api/v1/openapi.json')).status).toBe(200);
  await bare.stop();
});

test('a refusal of the API is a problem also where the inbox is served', async () => {
  const response = await gateway.call('GET', '/api/v1/session');
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(await response.json()).toMatchObject({ status: 401, code: 'unauthenticated' });
});
