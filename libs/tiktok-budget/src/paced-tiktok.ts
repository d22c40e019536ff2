import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@duet/messaging';
import { type TikTokClient, TikTokRateLimited, type TikTokRequest } from '@duet/tiktok-api';
import type { Priority, RateBudget, Turn } from './rate-budget.ts';
import { TurnLater } from './turn-later.ts';

export interface Purpose {
  readonly priority: Priority;
  /** Names the work, so that it keeps its place when it comes back; without it each call stands for itself. */
  readonly work?: string;
  /** A turn that comes within this time is waited for; one later than that is a TurnLater. */
  readonly patienceMs: number;
}

/** A turn that took longer to be granted is not used: its call would run into those of later turns. */
const STALE_MS = 150;
const STALE_AGAIN_MS = 50;
const AWAY_MS = 1_000;

/** A TikTok client whose every call has its turn in the rate budget. No turn, no call: not even without a database. */
export class PacedTikTok {
  readonly #client: TikTokClient;
  readonly #budget: RateBudget;
  readonly #log: Log;

  constructor(client: TikTokClient, budget: RateBudget, log: Log) {
    this.#client = client;
    this.#budget = budget;
    this.#log = log;
  }

  /** The client for one purpose. Its calls throw TurnLater besides what calls throw. */
  for(purpose: Purpose): TikTokClient {
    return {
      call: async (request, data) => {
        const account = request.auth.kind === 'account' ? request.auth.businessId : '';
        const { priority, work = randomUUID() } = purpose;
        const turn = { priority, work, account, endpoint: request.path };
        await this.#untilGranted(request, turn, purpose.patienceMs);
        try {
          return await this.#client.call(request, data);
        } catch (error) {
          if (error instanceof TikTokRateLimited) await this.#close(turn);
          throw error;
        }
      },
      download: (url, accessToken) => this.#client.download(url, accessToken),
      close: () => this.close(),
    };
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  async #untilGranted(request: TikTokRequest, turn: Turn, patienceMs: number): Promise<void> {
    const call = `${request.method} ${request.path}`;
    const end = performance.now() + patienceMs;
    for (;;) {
      const askedAt = performance.now();
      const waitMs = await this.#take(call, turn);
      const now = performance.now();
      if (waitMs === null && now - askedAt <= STALE_MS) return;
      const againMs = waitMs ?? STALE_AGAIN_MS;
      if (now + againMs > end) throw new TurnLater(call, againMs);
      await sleep(againMs);
    }
  }

  async #take(call: string, turn: Turn): Promise<number | null> {
    try {
      return await this.#budget.take(turn);
    } catch (error) {
      this.#log.warn({ err: error }, 'the rate budget could not be asked; no call to TikTok is made');
      throw new TurnLater(call, AWAY_MS, { cause: error });
    }
  }

  async #close(turn: Turn): Promise<void> {
    this.#log.warn({ account: turn.account, endpoint: turn.endpoint }, 'TikTok says that calls come too often');
    await this.#budget.close(turn).catch((error: unknown) => {
      this.#log.warn({ err: error }, 'the rate budget could not be closed');
    });
  }
}
