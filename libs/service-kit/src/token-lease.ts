import {
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { type Actor, type AnswerOf, TokenLease } from '@duet/contracts';
import type { Clock, Questions } from '@duet/messaging';

/** A TikTok account of a workspace. */
export interface LeasedAccount {
  readonly workspaceId: string;
  readonly accountId: string;
}

/** An access token on loan; it is held in memory only and never logged. */
export interface LeasedToken extends LeasedAccount {
  readonly accessToken: string;
  readonly openId: string;
  /** Names the token where it is refused. */
  readonly version: number;
  readonly expiresAt: Date;
}

/** A token is given back this long before its end. */
const MARGIN_MS = 60_000;
/** A refresh may stand between question and answer. */
const DEADLINE_MS = 15_000;

/** Access tokens on loan from channels (H18), opened with a key pair that this process alone has. */
export class TokenLeases {
  readonly #questions: Questions;
  readonly #actorName: string;
  readonly #clock: Clock;
  readonly #deadlineMs: number;
  readonly #keys = generateKeyPairSync('x25519');
  readonly #held = new Map<string, LeasedToken>();
  readonly #underWay = new Map<string, Promise<LeasedToken>>();

  /** @param clock the service's own: tokens end by the time that channels tells */
  constructor(questions: Questions, actorName: string, clock: Clock, deadlineMs = DEADLINE_MS) {
    this.#questions = questions;
    this.#actorName = actorName;
    this.#clock = clock;
    this.#deadlineMs = deadlineMs;
  }

  /**
   * The account's access token, good for another minute at least. Callers at once share one question.
   *
   * @throws Rejection `needs_reconnecting`, `channel_disconnected`, `not_found`: only a person can help;
   *   `tiktok_unreachable`, `no_answer`: ask again later
   */
  async lease(account: LeasedAccount): Promise<LeasedToken> {
    const held = this.#held.get(keyOf(account));
    if (held && held.expiresAt.getTime() - this.#clock.now().getTime() > MARGIN_MS) return held;
    return this.#askOnce(account);
  }

  /**
   * TikTok refused this token: it is dropped, and another one is lent, renewed if need be.
   *
   * @throws Rejection as `lease`
   */
  async refused(token: LeasedToken): Promise<LeasedToken> {
    const held = this.#held.get(keyOf(token));
    if (held && held.version !== token.version) return this.lease(token);
    this.#held.delete(keyOf(token));
    return this.#askOnce(token, token.version);
  }

  #askOnce(account: LeasedAccount, refusedVersion?: number): Promise<LeasedToken> {
    const key = `${keyOf(account)}/${refusedVersion ?? ''}`;
    const underWay = this.#underWay.get(key);
    if (underWay) return underWay;
    const asking = this.#ask(account, refusedVersion).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, asking);
    return asking;
  }

  async #ask({ workspaceId, accountId }: LeasedAccount, refusedVersion: number | undefined): Promise<LeasedToken> {
    const request = { accountId, minTtlMs: MARGIN_MS, refusedVersion, publicKey: rawPublicKey(this.#keys.publicKey) };
    const actor: Actor = {
      kind: 'system',
      id: this.#actorName,
      name: this.#actorName,
      role: 'agent',
      workspaceId,
    };
    const answer = await this.#questions.ask(TokenLease, request, actor, { deadlineMs: this.#deadlineMs });
    const token: LeasedToken = {
      workspaceId,
      accountId,
      accessToken: openSealed(this.#keys.privateKey, answer.sealed, { accountId, version: answer.version }),
      openId: answer.openId,
      version: answer.version,
      expiresAt: new Date(answer.expiresAt),
    };
    this.#held.set(keyOf(token), token);
    return token;
  }
}

const keyOf = ({ workspaceId, accountId }: LeasedAccount): string => `${workspaceId}/${accountId}`;

/**
 * Opens what channels sealed to a process. All values are base64url; public keys are the 32 raw bytes.
 * shared = X25519(our private key, answer's public key);
 * key = HKDF-SHA256(shared, salt = answer's public key ‖ our public key, info = "duet sealed token v1", 32 bytes);
 * AES-256-GCM(key, iv, aad = `<accountId>|<version>`) over the token in UTF-8.
 *
 * @throws Error it was sealed to somebody else, for another account or version, or was changed
 */
export function openSealed(
  privateKey: KeyObject,
  sealed: AnswerOf<typeof TokenLease>['sealed'],
  { accountId, version }: { accountId: string; version: number },
): string {
  const theirs = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'X25519', x: sealed.publicKey } });
  const shared = diffieHellman({ privateKey, publicKey: theirs });
  const ours = rawPublicKey(createPublicKey(privateKey));
  const salt = Buffer.concat([Buffer.from(sealed.publicKey, 'base64url'), Buffer.from(ours, 'base64url')]);
  const key = Buffer.from(hkdfSync('sha256', shared, salt, 'duet sealed token v1', 32));
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.iv, 'base64url'), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(`${accountId}|${version}`));
  decipher.setAuthTag(Buffer.from(sealed.tag, 'base64url'));
  return decipher.update(sealed.ciphertext, 'base64url', 'utf8') + decipher.final('utf8');
}

const rawPublicKey = (key: KeyObject): string => key.export({ format: 'jwk' }).x ?? '';
