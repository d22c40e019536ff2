import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Account } from './webhooks.ts';

export interface Saturation {
  readonly url: string;
  readonly account: Account;
  /** The number of the first webhook; see `webhook`. */
  readonly first: number;
  readonly count: number;
}

export interface Saturated {
  readonly accepted: number;
  readonly refused: number;
  /** Requests whose answer never came: they may or may not have been kept. */
  readonly unanswered: number;
  /** From the first request to the last answer. */
  readonly seconds: number;
  /** Milliseconds of each answered request, sorted. */
  readonly latencies: Float64Array;
}

/** Sends webhooks from a thread of its own over 64 connections, each as soon as the one before it is answered. */
export async function saturate(saturation: Saturation): Promise<Saturated> {
  const worker = new Worker(new URL('./saturating.ts', import.meta.url), { workerData: saturation });
  const [result] = await once(worker, 'message');
  return result;
}
