import { Inject, Injectable } from '@nestjs/common';
import {
  type Actor,
  type AnswerOf,
  ChannelHealth,
  HealingGet,
  type HealingView,
  IntakeGet,
  Rejection,
  type RequestOf,
} from '@duet/contracts';
import { Database } from '@duet/database';
import { AnswersOutside, Clock, type Question, Questions } from '@duet/messaging';
import { CONFIG } from '@duet/service-kit';
import { type Outlook, RateBudget } from '@duet/tiktok-budget';
import type { Account } from '../accounts/account.ts';
import { AccountStore } from '../accounts/account.store.ts';
import { ChannelStore } from '../channels/channel.store.ts';
import { noticesOf } from '../channels/notices.ts';
import type { ChannelsConfig } from '../config.ts';
import { daysLeft } from '../tokens/consent-end.ts';
import type { Token } from '../tokens/token.ts';
import { TokenStore } from '../tokens/token.store.ts';

type View = AnswerOf<typeof ChannelHealth>;

/** Everything that is known of how a channel does; each part is asked of who owns it. */
@Injectable()
export class TellHealth {
  readonly #budget: RateBudget;

  constructor(
    private readonly database: Database,
    private readonly accounts: AccountStore,
    private readonly channels: ChannelStore,
    private readonly tokens: TokenStore,
    private readonly questions: Questions,
    private readonly clock: Clock,
    @Inject(CONFIG) { TIKTOK_CLIENT_KEY }: ChannelsConfig,
  ) {
    this.#budget = new RateBudget(database, TIKTOK_CLIENT_KEY);
  }

  @AnswersOutside(ChannelHealth)
  async answer({ id }: RequestOf<typeof ChannelHealth>, { actor }: Question): Promise<View> {
    const { channel, account, token } = await this.#find(id, actor);
    const [intake, healing, outlook] = await Promise.all([
      unlessRefused(this.questions.ask(IntakeGet, { id }, actor)),
      unlessRefused(this.questions.ask(HealingGet, { id }, actor)),
      this.#budget.outlook(account.openId),
    ]);
    const now = this.clock.now();
    return {
      channelId: id,
      state: channel.state,
      serverTime: now.toISOString(),
      intake,
      webhooks: { checkedAt: account.webhooksCheckedAt?.toISOString() ?? null, fault: account.webhookFault },
      access: token ? accessOf(token) : null,
      consent: consentOf(account, now),
      budget: budgetOf(outlook),
      healing: healing && healingOf(healing),
      notices: noticesOf(channel, account, now),
    };
  }

  /** As a worker, for persons may not look at tokens: the workspace is the asker's all the same. */
  #find(id: string, { workspaceId }: Actor) {
    return this.database.asWorker(async (tx) => {
      const channel = await this.channels.find(tx, workspaceId, id);
      const key = channel && { workspaceId, accountId: channel.accountId };
      const account = key && (await this.accounts.find(tx, key));
      if (!account) throw new Rejection('not_found');
      return { channel, account, token: await this.tokens.find(tx, key) };
    });
  }
}

/** Who cannot say leaves its part out: the rest is told all the same. */
async function unlessRefused<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Rejection) return null;
    throw error;
  }
}

const accessOf = ({ obtainedAt, accessExpiresAt, refreshDueAt, isLast }: Token): View['access'] => ({
  obtainedAt: obtainedAt?.toISOString() ?? null,
  expiresAt: accessExpiresAt.toISOString(),
  renewsAt: isLast ? null : refreshDueAt.toISOString(),
});

const consentOf = ({ consentEndsAt }: Account, now: Date): View['consent'] =>
  consentEndsAt && { endsAt: consentEndsAt.toISOString(), daysLeft: daysLeft(consentEndsAt, now) };

function budgetOf(outlook: readonly Outlook[]): View['budget'] {
  const endpoints = outlook.filter(({ endpoint }) => endpoint !== '');
  return {
    waiting: endpoints.reduce((sum, { waiting }) => sum + waiting, 0),
    appOpensAt: outlook.find(({ endpoint }) => endpoint === '')?.opensAt.toISOString() ?? null,
    endpoints: endpoints.map(({ endpoint, opensAt, closed }) => ({
      endpoint,
      opensAt: opensAt.toISOString(),
      closedByTikTok: closed,
    })),
  };
}

const healingOf = ({ sweptUntil, found, last, failure, gaps }: HealingView): View['healing'] => ({
  sweptUntil,
  found,
  lastFound: last?.found ?? null,
  failure,
  gaps: gaps.length,
});
