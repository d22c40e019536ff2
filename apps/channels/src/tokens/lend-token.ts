import { Injectable } from '@nestjs/common';
import { type AnswerOf, type RequestOf, TokenLease } from '@duet/contracts';
import { AnswersOutside, type Question } from '@duet/messaging';
import { failpoint } from '@duet/service-kit';
import { sealFor } from './seal-for.ts';
import { TokenLeases } from './token-leases.ts';

@Injectable()
export class LendToken {
  constructor(private readonly leases: TokenLeases) {}

  @AnswersOutside(TokenLease)
  async answer(
    { accountId, minTtlMs, refusedVersion, publicKey }: RequestOf<typeof TokenLease>,
    { actor }: Question,
  ): Promise<AnswerOf<typeof TokenLease>> {
    const key = { workspaceId: actor.workspaceId, accountId };
    const { openId, version, expiresAt, accessToken } = await this.leases.lend(key, { minTtlMs, refusedVersion });
    failpoint('channels.token-lent');
    const sealed = sealFor(publicKey, accessToken, { accountId, version });
    return { openId, version, expiresAt: expiresAt.toISOString(), sealed };
  }
}
