import { createHash } from 'node:crypto';
import type { PlatformClock } from '../platform/clock.ts';
import type { Ids } from '../platform/ids.ts';
import type { Database } from '../storage/database.ts';
import type { AuthCode, Token, TokenPair } from './entities.ts';

const codeLifetimeMs = 10 * 60_000;
const accessLifetimeMs = 86_400_000;
const refreshLifetimeMs = 31_536_000_000;

export class OAuthStore {
  private readonly clock: PlatformClock;
  private readonly ids: Ids;
  private readonly insertCode;
  private readonly insertToken;
  private readonly codeByValue;
  private readonly spendCode;
  private readonly tokenByValue;
  private readonly killToken;
  private readonly killGrant;
  private readonly expire;
  private readonly liveRefreshTokens;
  private readonly tokensOf;
  private readonly narrow;

  constructor(database: Database, clock: PlatformClock, ids: Ids) {
    this.clock = clock;
    this.ids = ids;
    this.insertCode = database.inserter<AuthCode>('authCodes', [
      'code',
      'openId',
      'scopes',
      'redirectUri',
      'expiresAt',
      'usedAt',
    ]);
    this.insertToken = database.inserter<Token>('tokens', [
      'token',
      'kind',
      'grantId',
      'openId',
      'scopes',
      'consentedAt',
      'expiresAt',
      'deadAt',
    ]);
    this.codeByValue = database.prepare<AuthCode>('select * from authCodes where code = ?');
    this.spendCode = database.prepare('update authCodes set usedAt = ? where code = ?');
    this.tokenByValue = database.prepare<Token>('select * from tokens where token = ?');
    this.killToken = database.prepare('update tokens set deadAt = ? where token = ?');
    this.killGrant = database.prepare('update tokens set deadAt = ? where grantId = ? and deadAt is null');
    this.expire = database.prepare(
      'update tokens set expiresAt = ?3 where openId = ?1 and kind = ?2 and expiresAt > ?3',
    );
    this.tokensOf = database.prepare<Token>('select * from tokens where openId = ?');
    this.narrow = database.prepare('update tokens set scopes = ? where token = ?');
    this.liveRefreshTokens = database.prepare<Token>(
      "select * from tokens where openId = ?1 and kind = 'refresh' and expiresAt > ?2 and (deadAt is null or deadAt > ?2)",
    );
  }

  issueCode(openId: string, scopes: string[], redirectUri: string): AuthCode {
    const code: AuthCode = {
      code: this.ids.secret('sim_code_'),
      openId,
      scopes: scopes.join(','),
      redirectUri,
      expiresAt: this.clock.now() + codeLifetimeMs,
      usedAt: null,
    };
    this.insertCode(code);
    return code;
  }

  findCode(code: string): AuthCode | undefined {
    return this.codeByValue.get(code);
  }

  markCodeUsed(code: string): void {
    this.spendCode.run(this.clock.now(), code);
  }

  issueTokens(openId: string, scopes: string): TokenPair {
    const consentedAt = this.clock.now();
    return this.issuePair({ grantId: this.ids.secret('grant_'), openId, scopes, consentedAt });
  }

  /** The refresh lifetime counts from the consent and is not extended; the old access token lives on (§12, 4 and 5). */
  rotate(old: Token, graceMs: number): TokenPair {
    this.killToken.run(this.clock.now() + graceMs, old.token);
    return this.issuePair(old);
  }

  find(token: string): Token | undefined {
    return this.tokenByValue.get(token);
  }

  isDead(token: Token): boolean {
    return token.deadAt !== null && token.deadAt <= this.clock.now();
  }

  isExpired(token: Token): boolean {
    return token.expiresAt <= this.clock.now();
  }

  revoke(token: Token): void {
    this.killGrant.run(this.clock.now(), token.grantId);
  }

  expireNow(openId: string, kind: 'access' | 'refresh'): void {
    this.expire.run(openId, kind, this.clock.now());
  }

  /** The owner takes permissions back in TikTok's app: the tokens live on with what is left. */
  withdraw(openId: string, scopes: readonly string[]): void {
    for (const token of this.tokensOf.all(openId)) {
      const left = token.scopes.split(',').filter((scope) => !scopes.includes(scope));
      this.narrow.run(left.join(','), token.token);
    }
  }

  /** What the account lets the app see at this moment, over all its consents; empty when it authorised nothing. */
  grantedScopes(openId: string): string[] {
    const tokens = this.liveRefreshTokens.all(openId, this.clock.now());
    return [...new Set(tokens.flatMap((token) => token.scopes.split(',')))];
  }

  private issuePair(grant: Pick<Token, 'grantId' | 'openId' | 'scopes' | 'consentedAt'>): TokenPair {
    const { grantId, openId, scopes, consentedAt } = grant;
    const shared = { grantId, openId, scopes, consentedAt, deadAt: null };
    const access: Token = {
      ...shared,
      token: this.ids.secret('act.SIM.'),
      kind: 'access',
      expiresAt: this.clock.now() + accessLifetimeMs,
    };
    const refresh: Token = {
      ...shared,
      token: this.ids.secret('rft.SIM.'),
      kind: 'refresh',
      expiresAt: consentedAt + refreshLifetimeMs,
    };
    this.insertToken(access);
    this.insertToken(refresh);
    return { access, refresh };
  }
}

/** Tells tokens apart in the ledger without showing them. */
export function fingerprint(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 12);
}
