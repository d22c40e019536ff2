import { TikTokRateLimited } from '@duet/tiktok-api';

/** The budget has no turn for this call now; nothing was sent. `retry.afterMs` is when to come back. */
export class TurnLater extends TikTokRateLimited {
  constructor(call: string, afterMs: number, options?: ErrorOptions) {
    super(call, null, { afterMs }, 'has no turn in the rate budget now', options);
  }
}
