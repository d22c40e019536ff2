import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { post } from './post.ts';
import { type Account, webhook } from './webhooks.ts';

export interface Pace {
  readonly url: string;
  readonly account: Account;
  readonly first: number;
  readonly perSecond: number;
  readonly seconds: number;
  /** Called with the moment, of `performance.now()`, at which a webhook leaves. */
  readonly onSent?: (messageId: string, atMs: number) => void;
}

export interface Paced {
  readonly accepted: number;
  readonly refused: number;
  /** Milliseconds from the sending of each accepted request to its answer, sorted. */
  readonly latencies: Float64Array;
}

/** Sends webhooks at a steady rate, whether or not the earlier ones have been answered. */
export async function pace({ url, account, first, perSecond, seconds, onSent }: Pace): Promise<Paced> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const count = Math.round(perSecond * seconds);
  const answers: Promise<number | null>[] = [];
  const startedAt = performance.now();
  for (let sent = 0; sent < count;) {
    const due = Math.min(count, Math.floor(((performance.now() - startedAt) * perSecond) / 1_000) + 1);
    for (; sent < due; sent += 1) {
      const one = webhook(account, first + sent);
      onSent?.(one.messageId, performance.now());
      answers.push(post(agent, url, one));
    }
    await delay(1);
  }
  const latencies = (await Promise.all(answers)).filter((latency) => latency !== null);
  agent.destroy();
  return {
    accepted: latencies.length,
    refused: count - latencies.length,
    latencies: Float64Array.from(latencies).sort(),
  };
}
