import { Inject, Injectable } from '@nestjs/common';
import { Rejection } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock } from '@duet/messaging';
import { CONFIG } from '@duet/service-kit';
import { exchangeCode, tokenInfo, type TokenGrant, TikTokTokenRejected } from '@duet/tiktok-api';
import { accountIdOf } from '../accounts/account.ts';
import type { ChannelsConfig } from '../config.ts';
import { TikTok } from '../tiktok/tiktok.ts';
import { PairSealer } from '../tokens/pair-sealer.ts';
import { AccountReader } from './account-reader.ts';
import type { Authorized, Connection } from './connection.ts';
import { ConnectionStore } from './connection.store.ts';
import { redirectUri } from './redirect-uri.ts';

/** Trades TikTok's code for tokens, stores them sealed before anything uses them, and learns whose they are. */
@Injectable()
export class Authorization {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionStore,
    private readonly tiktok: TikTok,
    private readonly pairs: PairSealer,
    private readonly reader: AccountReader,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ChannelsConfig,
  ) {}

  /** @param redirectScopes the redirect's own list, for when TikTok names the scopes nowhere else */
  async exchange(connection: Connection, code: string, redirectScopes: string | undefined): Promise<Authorized> {
    const askedAt = this.clock.now();
    const grant = await this.#exchange(code);
    const { workspaceId } = connection;
    const accountId = accountIdOf(workspaceId, grant.businessId);
    const pair = this.pairs.seal({ workspaceId, accountId }, grant, askedAt);
    await this.database.asWorker((tx) => this.connections.keepPair(tx, connection, pair));

    const scopes = await this.#scopesOf(grant, redirectScopes);
    const access = { businessId: grant.businessId, accessToken: grant.accessToken };
    const profile = await this.reader.profile(access, scopes);
    if (profile.isBusinessAccount === false) throw new Rejection('account_not_business');
    const messagingClosed = await this.reader.isMessagingClosed(access, scopes);
    const { username, displayName } = profile;
    return { accountId, openId: grant.businessId, username, displayName, scopes, messagingClosed };
  }

  async #exchange(authCode: string): Promise<TokenGrant> {
    try {
      return await exchangeCode(this.tiktok.access, { authCode, redirectUri: redirectUri(this.config) });
    } catch (error) {
      if (error instanceof TikTokTokenRejected) throw new Rejection('state_invalid');
      throw error;
    }
  }

  async #scopesOf(grant: TokenGrant, redirectScopes: string | undefined): Promise<readonly string[]> {
    if (grant.scopes) return grant.scopes;
    if (redirectScopes) return redirectScopes.split(/[\s,]+/).filter(Boolean);
    const { scopes } = await tokenInfo(this.tiktok.access, grant.accessToken);
    return scopes;
  }
}
