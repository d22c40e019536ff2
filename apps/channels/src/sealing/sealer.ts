import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '@duet/service-kit';
import type { ChannelsConfig } from '../config.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Where a sealed token belongs: it opens nowhere else. */
export interface Place {
  readonly workspaceId: string;
  readonly accountId: string;
  readonly column: 'access_token' | 'refresh_token';
}

/** Seals tokens at rest: AES-256-GCM, bound to workspace, account, column and key id. */
@Injectable()
export class Sealer {
  readonly #current: string;
  readonly #keys: ReadonlyMap<string, Buffer>;

  constructor(@Inject(CONFIG) config: ChannelsConfig) {
    const [current, previous] = [config.CHANNELS_SEALING_KEY, config.CHANNELS_SEALING_KEY_PREVIOUS].map(readKey);
    if (!current) throw new Error('CHANNELS_SEALING_KEY is not set');
    this.#current = current.id;
    this.#keys = new Map([previous ?? current, current].map(({ id, key }) => [id, key]));
  }

  /** @returns `<key id>.<base64url of iv, tag and ciphertext>` */
  seal(token: string, place: Place): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key(this.#current), iv);
    cipher.setAAD(bindingOf(place, this.#current));
    const ciphertext = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
    return `${this.#current}.${Buffer.concat([iv, cipher.getAuthTag(), ciphertext]).toString('base64url')}`;
  }

  /** @throws Error the key is unknown, or the ciphertext was changed or belongs elsewhere */
  open(sealed: string, place: Place): string {
    const [keyId = '', body = ''] = sealed.split('.', 2);
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.#key(keyId), bytes.subarray(0, IV_BYTES));
    decipher.setAAD(bindingOf(place, keyId));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }

  #key(id: string): Buffer {
    const key = this.#keys.get(id);
    if (!key) throw new Error(`the sealing key "${id}" is not configured`);
    return key;
  }
}

function readKey(setting: string | undefined): { id: string; key: Buffer } | undefined {
  if (setting === undefined) return undefined;
  const [id = '', key = ''] = setting.split(':', 2);
  return { id, key: Buffer.from(key, 'base64') };
}

const bindingOf = ({ workspaceId, accountId, column }: Place, keyId: string): Buffer =>
  Buffer.from([workspaceId, accountId, column, keyId].join('|'));
