import {
  createCipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { type AnswerOf, Rejection, type RequestOf, TokenLease } from '@duet/contracts';
import type { Harness } from './harness.ts';

export interface LentToken {
  readonly accountId: string;
  readonly openId: string;
  accessToken: string;
  version: number;
}

type Lease = RequestOf<typeof TokenLease>;

/**
 * Answers token leases in the place of `channels`, sealed as it seals them.
 * @param renew what a refused token is replaced by; without it a refusal ends in `needs_reconnecting`
 */
export function lendTokens(
  harness: Harness,
  tokens: readonly LentToken[],
  renew?: (token: LentToken) => Promise<void>,
): Promise<void> {
  return harness.answer(TokenLease, async (request) => {
    const token = tokens.find(({ accountId }) => accountId === request.accountId);
    if (!token) throw new Rejection('not_found');
    if (request.refusedVersion === token.version) {
      if (!renew) throw new Rejection('needs_reconnecting');
      await renew(token);
    }
    return {
      openId: token.openId,
      version: token.version,
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      sealed: seal(token, request),
    };
  });
}

function seal(token: LentToken, { accountId, publicKey }: Lease): AnswerOf<typeof TokenLease>['sealed'] {
  const own = generateKeyPairSync('x25519');
  const ownPublic = own.publicKey.export({ format: 'jwk' }).x ?? '';
  const theirs = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'X25519', x: publicKey } });
  const salt = Buffer.concat([Buffer.from(ownPublic, 'base64url'), Buffer.from(publicKey, 'base64url')]);
  const shared = diffieHellman({ privateKey: own.privateKey, publicKey: theirs });
  const key = Buffer.from(hkdfSync('sha256', shared, salt, 'duet sealed token v1', 32));
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(`${accountId}|${token.version}`));
  const ciphertext = Buffer.concat([cipher.update(token.accessToken, 'utf8'), cipher.final()]);
  return {
    publicKey: ownPublic,
    iv: iv.toString('base64url'),
    tag: cipher.getAuthTag().toString('base64url'),
    ciphertext: ciphertext.toString('base64url'),
  };
}
