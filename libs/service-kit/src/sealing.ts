import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** `<key id>:<32 bytes in base64>`. The id stands beside each ciphertext, so that the key can be changed. */
export const SealingKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,20}:[A-Za-z0-9+/]{43}=$/, 'must be <key id>:<32 bytes in base64>');

/** Seals texts at rest: AES-256-GCM, bound to where they belong and to the key's id. They open nowhere else. */
export class SealingKeys {
  readonly #current: string;
  readonly #keys: ReadonlyMap<string, Buffer>;

  /** @param previous the key before the last change: it still opens what it sealed */
  constructor(current: string, previous?: string) {
    const keys = [current, ...(previous === undefined ? [] : [previous])].map(readKey);
    this.#current = keys[0]?.id ?? '';
    this.#keys = new Map(keys.toReversed().map(({ id, key }) => [id, key]));
  }

  /** @returns `<key id>.<base64url of iv, tag and ciphertext>` */
  seal(text: string, binding: readonly string[]): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key(this.#current), iv);
    cipher.setAAD(aad(binding, this.#current));
    const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `${this.#current}.${Buffer.concat([iv, cipher.getAuthTag(), ciphertext]).toString('base64url')}`;
  }

  /** @throws Error the key is unknown, or the ciphertext was changed or belongs elsewhere */
  open(sealed: string, binding: readonly string[]): string {
    const [keyId = '', body = ''] = sealed.split('.', 2);
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.#key(keyId), bytes.subarray(0, IV_BYTES));
    decipher.setAAD(aad(binding, keyId));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }

  /** Whether the present key sealed it, so that it outlives the one before. */
  isCurrent(sealed: string): boolean {
    return sealed.startsWith(`${this.#current}.`);
  }

  #key(id: string): Buffer {
    const key = this.#keys.get(id);
    if (!key) throw new Error(`the sealing key "${id}" is not configured`);
    return key;
  }
}

function readKey(setting: string): { id: string; key: Buffer } {
  const [id = '', key = ''] = setting.split(':', 2);
  return { id, key: Buffer.from(key, 'base64') };
}

const aad = (binding: readonly string[], keyId: string): Buffer => Buffer.from([...binding, keyId].join('|'));
