import {
  createCipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
} from 'node:crypto';
import { newId, Rejection, type RequestOf, TokenLease } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock, Questions, QuestionServer } from '@duet/messaging';
import { type Harness, startHarness } from '@duet/testing';
import { openSealed, TokenLeases } from './token-lease.ts';

const account = { workspaceId: newId(), accountId: newId() };
const HOUR_MS = 3_600_000;

let harness: Harness;
let database: Database;
let asked: RequestOf<typeof TokenLease>[] = [];
/** What TikTok would accept at present. */
let current = { version: 1, token: 'act.first' };
let refusal: Rejection | null = null;
const clock = new Clock();

/** Stands where channels stands, with the construction written out once more. */
function seal(asker: string, token: string, binding: string) {
  const once = generateKeyPairSync('x25519');
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'X25519', x: asker } });
  const shared = diffieHellman({ privateKey: once.privateKey, publicKey });
  const ours = once.publicKey.export({ format: 'jwk' }).x ?? '';
  const salt = Buffer.concat([Buffer.from(ours, 'base64url'), Buffer.from(asker, 'base64url')]);
  const key = Buffer.from(hkdfSync('sha256', shared, salt, 'duet sealed token v1', 32));
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12, 7));
  cipher.setAAD(Buffer.from(binding));
  const ciphertext = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]).toString('base64url');
  const tag = cipher.getAuthTag().toString('base64url');
  return { publicKey: ours, iv: Buffer.alloc(12, 7).toString('base64url'), tag, ciphertext };
}

beforeAll(async () => {
  harness = await startHarness({ schemas: [] });
  database = await Database.connect({ url: harness.database.url, schema: 'public' });
  const { connection } = harness;
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const server = new QuestionServer({ service: 'channels', connection, database, log, onCommit: () => undefined }, [
    {
      question: TokenLease,
      inTransaction: false,
      answer: async (given) => {
        const request = TokenLease.request.parse(given) as RequestOf<typeof TokenLease>;
        asked.push(request);
        if (refusal) throw refusal;
        const { version, token } = current;
        const sealed = seal(request.publicKey, token, `${request.accountId}|${version}`);
        return { openId: 'open-1', version, expiresAt: new Date(Date.now() + 24 * HOUR_MS).toISOString(), sealed };
      },
    },
  ]);
  await server.listen(() => undefined);
});

afterAll(async () => {
  await database.close();
  await harness.stop();
});

beforeEach(() => {
  asked = [];
  current = { version: 1, token: 'act.first' };
  refusal = null;
  clock.offsetMs = 0;
});

const leases = () => new TokenLeases(new Questions(harness.connection), 'delivery', clock);

test('a token sealed by channels is opened', () => {
  const privateKey = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'OKP',
      crv: 'X25519',
      d: 'IM3vrqC6oxYDyUSSLHZRvahzoYMVK4g4BSXyb2WUBWI',
      x: '3Mf2BGeOgDhTYKx75AqEbi6uxvujJJLePr_oYMRzvxs',
    },
  });
  const sealed = {
    publicKey: 'E2-RGR4uoSZ_WOBPofVoJ3c6YjS8tZGMad-zbOzuhh8',
    iv: 'gZ7Fu4qmasT-fzn_',
    tag: 'CG3R3qw8qVRDi3he3GHy5w',
    ciphertext: '6vPWW9N1DyIvKZT7',
  };
  const accountId = '0193f1a0-0000-7000-8000-00000000acc1';
  expect(openSealed(privateKey, sealed, { accountId, version: 7 })).toBe('act.sim-0001');
  expect(() => openSealed(privateKey, sealed, { accountId, version: 8 })).toThrow();
  expect(() => openSealed(generateKeyPairSync('x25519').privateKey, sealed, { accountId, version: 7 })).toThrow();
});

test('a token is asked for once and then held', async () => {
  const lending = leases();
  const [one, other] = await Promise.all([lending.lease(account), lending.lease(account)]);
  const later = await lending.lease(account);
  expect([one, other, later].map(({ accessToken }) => accessToken)).toEqual(['act.first', 'act.first', 'act.first']);
  expect(one).toMatchObject({ ...account, openId: 'open-1', version: 1 });
  expect(asked).toHaveLength(1);
});

test('a token is given back a minute before its end', async () => {
  const lending = leases();
  await lending.lease(account);
  clock.offsetMs = 24 * HOUR_MS - 120_000;
  await lending.lease(account);
  expect(asked).toHaveLength(1);
  clock.offsetMs = 24 * HOUR_MS - 60_000;
  await lending.lease(account);
  expect(asked).toHaveLength(2);
});

test('a refused token is dropped and replaced, once for all who met the refusal', async () => {
  const lending = leases();
  const refused = await lending.lease(account);
  current = { version: 2, token: 'act.second' };
  const [one, other] = await Promise.all([lending.refused(refused), lending.refused(refused)]);
  const late = await lending.refused(refused);
  expect([one, other, late].map(({ accessToken }) => accessToken)).toEqual(['act.second', 'act.second', 'act.second']);
  expect(asked.map(({ refusedVersion }) => refusedVersion)).toEqual([undefined, 1]);
});

test('a refusal of channels reaches the caller, and the next one asks again', async () => {
  const lending = leases();
  refusal = new Rejection('needs_reconnecting');
  await expect(lending.lease(account)).rejects.toMatchObject({ code: 'needs_reconnecting' });
  refusal = null;
  expect((await lending.lease(account)).accessToken).toBe('act.first');
});

test('each process asks with a key of its own', async () => {
  await leases().lease(account);
  await leases().lease(account);
  expect(new Set(asked.map(({ publicKey }) => publicKey)).size).toBe(2);
});
