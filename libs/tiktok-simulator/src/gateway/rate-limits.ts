import type { SettingsStore } from '../platform/settings.ts';

/** Sliding windows in real time: calls per second for the app, calls per minute for an account and endpoint. */
export class RateLimits {
  private readonly settings: SettingsStore;
  private readonly calls = new Map<string, number[]>();

  constructor(settings: SettingsStore) {
    this.settings = settings;
  }

  /** Counts the call. @returns whether it exceeds a limit */
  exceeds(path: string, account: string | undefined, realNow: number): boolean {
    const { appQps, accountEndpointQpm } = this.settings.current;
    const perAccount = account !== undefined && !path.startsWith('/business/message/');
    return (
      (appQps !== null && this.isFull('app', appQps, 1000, realNow)) ||
      (accountEndpointQpm !== null &&
        perAccount &&
        this.isFull(`${account} ${path}`, accountEndpointQpm, 60_000, realNow))
    );
  }

  private isFull(key: string, limit: number, spanMs: number, realNow: number): boolean {
    const recent = (this.calls.get(key) ?? []).filter((at) => at > realNow - spanMs);
    const full = recent.length >= limit;
    if (!full) recent.push(realNow);
    this.calls.set(key, recent);
    return full;
  }
}
