import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type AnswerOf, ConnectStart, newId, Rejection, type RequestOf } from '@duet/contracts';
import { Answers, Clock, type QuestionInTx } from '@duet/messaging';
import { CONFIG } from '@duet/service-kit';
import { authorizeUrl } from '@duet/tiktok-api';
import { requireManager } from '../accounts/require-manager.ts';
import { ChannelStore } from '../channels/channel.store.ts';
import { requestedScopes } from '../channels/permissions.ts';
import { TikTokApp } from '../app/tiktok-app.ts';
import type { ChannelsConfig } from '../config.ts';
import { CONSENT_MS, digest } from './connection.ts';
import { ConnectionStore } from './connection.store.ts';
import { redirectUri } from './redirect-uri.ts';

const STATE_BYTES = 32;

@Injectable()
export class StartConnection {
  constructor(
    private readonly channels: ChannelStore,
    private readonly connections: ConnectionStore,
    private readonly clock: Clock,
    private readonly app: TikTokApp,
    @Inject(CONFIG) private readonly config: ChannelsConfig,
  ) {}

  @Answers(ConnectStart)
  async answer(
    { sessionId, plan, channelId }: RequestOf<typeof ConnectStart>,
    { actor, tx }: QuestionInTx,
  ): Promise<AnswerOf<typeof ConnectStart>> {
    requireManager(actor);
    if (plan === 'free') throw new Rejection('plan_not_allowed');
    if (channelId && !(await this.channels.find(tx, actor.workspaceId, channelId))) throw new Rejection('not_found');
    const { clientKey } = await this.app.credentials();
    const state = randomBytes(STATE_BYTES).toString('base64url');
    const connection = {
      workspaceId: actor.workspaceId,
      id: newId(),
      personId: actor.id,
      sessionHash: digest(sessionId),
      channelId: channelId ?? null,
      expiresAt: new Date(this.clock.now().getTime() + CONSENT_MS),
    };
    await this.connections.begin(tx, connection, digest(state));
    return { connectionId: connection.id, authorizeUrl: this.#authorizeUrl(clientKey, state) };
  }

  #authorizeUrl(clientKey: string, state: string): string {
    return authorizeUrl({
      clientKey,
      scopes: requestedScopes,
      redirectUri: redirectUri(this.config),
      state,
      forceConsent: true,
      authorizeEndpoint: this.config.TIKTOK_AUTHORIZE_URL,
    });
  }
}
