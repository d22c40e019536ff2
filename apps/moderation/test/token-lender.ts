import {
  createCipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { Rejection, type RejectionCode, type RequestOf, TokenLease } from '@duet/contracts';
import { Database } from '@duet/database';
import { QuestionServer } from '@duet/messaging';
import type { Harness } from '@duet/testing';

const DAY_MS = 86_400_000;

/** Stands where channels stands: lends the one account's token, and renews a refused one. */
export class TokenLender {
  refusal: RejectionCode | null = null;
  asked = 0;
  #version = 1;
  #token: string;
  readonly #openId: string;
  readonly #renew: () => Promise<string>;

  constructor(openId: string, token: string, renew: () => Promise<string>) {
    this.#openId = openId;
    this.#token = token;
    this.#renew = renew;
  }

  /** @returns what ends it */
  async serve(harness: Harness): Promise<() => Promise<void>> {
    const database = await Database.connect({ url: harness.config('moderation').DATABASE_URL, schema: 'moderation' });
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const { connection } = harness;
    const server = new QuestionServer({ service: 'channels', connection, database, log, onCommit: () => undefined }, [
      {
        question: TokenLease,
        inTransaction: false,
        answer: (request) => this.#lend(TokenLease.request.parse(request)),
      },
    ]);
    await server.listen(() => undefined);
    return () => database.close();
  }

  async #lend(given: unknown): Promise<unknown> {
    const { accountId, refusedVersion, publicKey } = given as RequestOf<typeof TokenLease>;
    this.asked += 1;
    if (this.refusal) throw new Rejection(this.refusal);
    if (refusedVersion === this.#version) {
      this.#version += 1;
      this.#token = await this.#renew();
    }
    const version = this.#version;
    const expiresAt = new Date(Date.now() + DAY_MS).toISOString();
    return {
      openId: this.#openId,
      version,
      expiresAt,
      sealed: seal(publicKey, this.#token, `${accountId}|${version}`),
    };
  }
}

function seal(asker: string, token: string, binding: string) {
  const once = generateKeyPairSync('x25519');
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'X25519', x: asker } });
  const shared = diffieHellman({ privateKey: once.privateKey, publicKey });
  const ours = once.publicKey.export({ format: 'jwk' }).x ?? '';
  const salt = Buffer.concat([Buffer.from(ours, 'base64url'), Buffer.from(asker, 'base64url')]);
  const key = Buffer.from(hkdfSync('sha256', shared, salt, 'duet sealed token v1', 32));
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(binding));
  const ciphertext = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]).toString('base64url');
  const tag = cipher.getAuthTag().toString('base64url');
  return { publicKey: ours, iv: iv.toString('base64url'), tag, ciphertext };
}
