import {
  createCipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { Rejection } from '@duet/contracts';

/**
 * Seals a token to the process that asked for it; only the holder of the private key opens it.
 *
 * All values are base64url without padding; public keys are the 32 raw bytes (the JWK member `x`).
 * 1. `publicKey` of the answer: an X25519 key pair made for this one answer.
 * 2. shared = X25519(answer's private key, asker's public key)
 * 3. key = HKDF-SHA256(ikm = shared, salt = answer's public key bytes ‖ asker's public key bytes,
 *    info = "duet sealed token v1", 32 bytes)
 * 4. AES-256-GCM(key, `iv` of 12 random bytes, aad = `<accountId>|<version>` in UTF-8) over the token in UTF-8;
 *    `tag` has 16 bytes.
 *
 * The opener computes shared from its own private key and the answer's public key; the rest is the same.
 *
 * @throws Rejection bad_request: the public key is not one of X25519
 */
export function sealFor(
  publicKey: string,
  token: string,
  { accountId, version }: { accountId: string; version: number },
): { publicKey: string; iv: string; tag: string; ciphertext: string } {
  const asker = readPublicKey(publicKey);
  const once = generateKeyPairSync('x25519');
  const ours = rawBytes(once.publicKey);
  const shared = agree(once.privateKey, asker);
  const salt = Buffer.concat([ours, rawBytes(asker)]);
  const key = Buffer.from(hkdfSync('sha256', shared, salt, 'duet sealed token v1', 32));
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(`${accountId}|${version}`));
  const ciphertext = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
  return {
    publicKey: ours.toString('base64url'),
    iv: iv.toString('base64url'),
    tag: cipher.getAuthTag().toString('base64url'),
    ciphertext: ciphertext.toString('base64url'),
  };
}

function readPublicKey(publicKey: string): KeyObject {
  try {
    return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'X25519', x: publicKey } });
  } catch (cause) {
    throw notAKey(cause);
  }
}

/** OpenSSL refuses the points of low order, which would make the secret public. */
function agree(privateKey: KeyObject, publicKey: KeyObject): Buffer {
  try {
    return diffieHellman({ privateKey, publicKey });
  } catch (cause) {
    throw notAKey(cause);
  }
}

function notAKey(cause: unknown): Rejection {
  return new Rejection('bad_request', { cause: String(cause) }, 'publicKey: must be a raw X25519 key in base64url');
}

const rawBytes = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
