import { Injectable } from '@nestjs/common';
import type { Tokens } from '@duet/tiktok-api';
import type { AccountKey } from '../accounts/account.ts';
import { Sealer } from '../sealing/sealer.ts';
import { consentEndsAt } from './consent-end.ts';
import { refreshDueAt, type SealedPair } from './token.ts';

/** Turns what TikTok answered into what may be stored, and back. */
@Injectable()
export class PairSealer {
  constructor(private readonly sealer: Sealer) {}

  /** @param askedAt when the call began: lifetimes count from there */
  seal(key: AccountKey, tokens: Tokens, askedAt: Date): SealedPair {
    return {
      accessSealed: this.sealer.seal(tokens.accessToken, { ...key, column: 'access_token' }),
      refreshSealed: this.sealer.seal(tokens.refreshToken, { ...key, column: 'refresh_token' }),
      obtainedAt: askedAt,
      accessExpiresAt: new Date(askedAt.getTime() + tokens.accessTokenTtlMs),
      refreshDueAt: refreshDueAt(askedAt, tokens.accessTokenTtlMs, Math.random()),
      consentEndsAt: consentEndsAt(askedAt, tokens.refreshTokenTtlMs),
    };
  }

  openAccess({ workspaceId, accountId }: AccountKey, sealed: string): string {
    return this.sealer.open(sealed, { workspaceId, accountId, column: 'access_token' });
  }

  openRefresh({ workspaceId, accountId }: AccountKey, sealed: string): string {
    return this.sealer.open(sealed, { workspaceId, accountId, column: 'refresh_token' });
  }
}
