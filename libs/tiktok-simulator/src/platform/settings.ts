import type { Meta } from '../storage/meta.ts';
import type { Range } from './random.ts';

/** What TikTok does not publish or publishes twice is a knob (tiktok-api.md §11, §12). Delays are milliseconds. */
export interface Settings {
  /** 150 in the older documentation, 1,200 since 2026-08-07. */
  commentTextMax: number;
  /** `flat`: 10 per user message; `tiered`: unlimited once the user answered, 3 more after 48 hours (§4.8). */
  windowMode: 'flat' | 'tiered';
  echoDelay: Range;
  /** Share of echoes that reach the webhook before the send is answered. */
  echoBeforeResponse: number;
  customerEventDelay: Range;
  ownCommentPublicDelay: Range;
  visibilityDelay: Range;
  /** The account counts as spam: its own comments are hidden without a word, until `owner_set_hidden` lets one through. */
  spamMode: boolean;
  /** Seconds for which a rotated refresh token still works. */
  refreshGraceSeconds: number;
  deadCodeError: 40110 | 40131;
  /** Factor on every redelivery delay and on the 72 hours; 0.001 turns 10 s into 10 ms. */
  retryScale: number;
  webhookTimeoutMs: number;
  /** Permits http://127.0.0.1 and http://localhost, any port, unregistered. */
  allowLoopbackRedirect: boolean;
  /** `comment.update` carries `text` since 2026-06-18. */
  commentTextInWebhook: boolean;
  /** Messages of senders in excluded regions appear in the message list. */
  excludedSendersReadable: boolean;
  /** Accounts do not take messages from everyone: a stranger's stay requests, without an event, until they are answered. */
  strangersWait: boolean;
  /** TikTok asks a browser that is not logged in for the account's login before the consent. */
  askForLogin: boolean;
  /** Calls per second for the whole app; null leaves the rate unlimited (TikTok's Basic level is 10). */
  appQps: number | null;
  /** Calls per minute, account and endpoint of comments, posts and profile; null is unlimited (TikTok: 40). */
  accountEndpointQpm: number | null;
}

export const defaultSettings: Settings = {
  commentTextMax: 150,
  windowMode: 'flat',
  echoDelay: { min: 0, max: 3000 },
  echoBeforeResponse: 0.2,
  customerEventDelay: { min: 0, max: 0 },
  ownCommentPublicDelay: { min: 200, max: 1500 },
  visibilityDelay: { min: 200, max: 1500 },
  spamMode: false,
  refreshGraceSeconds: 0,
  deadCodeError: 40131,
  retryScale: 1,
  webhookTimeoutMs: 5000,
  allowLoopbackRedirect: false,
  commentTextInWebhook: true,
  excludedSendersReadable: true,
  strangersWait: false,
  askForLogin: false,
  appQps: null,
  accountEndpointQpm: null,
};

export class SettingsStore {
  current: Settings;
  private readonly meta: Meta;
  private readonly initial: Partial<Settings>;

  /** @param initial what a reset goes back to, over the defaults */
  constructor(meta: Meta, initial: Partial<Settings>) {
    this.meta = meta;
    this.initial = initial;
    this.current = { ...defaultSettings, ...initial, ...JSON.parse(meta.get('settings') ?? '{}') };
  }

  change(change: Partial<Settings>): Settings {
    this.current = { ...this.current, ...change };
    this.meta.set('settings', JSON.stringify({ ...JSON.parse(this.meta.get('settings') ?? '{}'), ...change }));
    return this.current;
  }

  restore(): void {
    this.meta.set('settings', '{}');
    this.current = { ...defaultSettings, ...this.initial };
  }
}
