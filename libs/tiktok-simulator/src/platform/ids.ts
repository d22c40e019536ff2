import { createHash, randomBytes } from 'node:crypto';
import type { Meta } from '../storage/meta.ts';

/**
 * Identifiers in TikTok's shapes (tiktok-api.md §1.5). They come from a stored sequence, so none repeats after a restart
 * or a reset; a salt keeps those of two databases apart.
 */
export class Ids {
  private readonly meta: Meta;
  private readonly salt: string;
  private readonly firstNumber: number;

  constructor(meta: Meta, salt: string) {
    this.meta = meta;
    this.salt = salt;
    this.firstNumber = createHash('sha256').update(salt).digest().readUIntBE(0, 6) * 28;
  }

  /** 19 digits, beyond 2^53, rising. */
  post(): string {
    return this.digits('764');
  }

  comment(): string {
    return this.digits('765');
  }

  openId(): string {
    return `-000${this.hash('open').toString('base64url').slice(0, 32)}`;
  }

  uniqueIdentifier(): string {
    const text = Buffer.concat([this.hash('user'), this.hash('user')]).toString('base64');
    return `+${text.slice(0, 20)}/${text.slice(21, 63)}`;
  }

  /** Always holds `+`, `/` and `=`, so that a client which forgets to encode fails here as it fails at TikTok. */
  conversation(): string {
    const text = this.hash('conversation').subarray(0, 19).toString('base64');
    return `${text.slice(0, 8)}+${text.slice(9, 15)}/${text.slice(16)}`;
  }

  message(): string {
    return this.hash('message').subarray(0, 19).toString('base64');
  }

  media(): string {
    return `v0media${this.hash('media').toString('hex').slice(0, 25)}`;
  }

  imageUri(): string {
    return this.hash('image').toString('hex').slice(0, 32);
  }

  userId(): string {
    return this.hash('userId').toString('hex').slice(0, 40);
  }

  /** Secrets are random, never derived. */
  secret(prefix: string): string {
    return `${prefix}${randomBytes(24).toString('base64url')}`;
  }

  private digits(prefix: string): string {
    return prefix + String(this.firstNumber + this.meta.next('ids') * 1_000_003).padStart(16, '0');
  }

  private hash(kind: string): Buffer {
    return createHash('sha256')
      .update(`${this.salt}:${kind}:${this.meta.next('ids')}`)
      .digest();
  }
}
