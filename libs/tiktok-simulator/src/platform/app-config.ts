import type { Meta } from '../storage/meta.ts';

/** The one application registered at this platform. */
export interface AppConfig {
  clientKey: string;
  clientSecret: string;
  redirectUris: string[];
}

export const defaultApp: AppConfig = {
  clientKey: '7600000000000000001',
  clientSecret: 'sim-app-secret-0001',
  redirectUris: [],
};

export class AppStore {
  current: AppConfig;
  private readonly meta: Meta;

  constructor(meta: Meta) {
    this.meta = meta;
    this.current = { ...defaultApp, ...JSON.parse(meta.get('app') ?? '{}') };
  }

  change(change: Partial<AppConfig>): AppConfig {
    this.current = { ...this.current, ...change };
    this.meta.set('app', JSON.stringify(this.current));
    return this.current;
  }
}

/**
 * The portal's rules for a redirect URL (tiktok-api.md §2.1): https, closing slash, no port, query or fragment,
 * 10–512 characters, at most 10.
 * @returns what is wrong, or undefined
 */
export function redirectUriProblem(uris: string[], allowLoopback: boolean): string | undefined {
  if (uris.length > 10) return 'at most 10 redirect URLs';
  for (const uri of uris) {
    if (allowLoopback && isLoopback(uri)) continue;
    if (uri.length < 10 || uri.length > 512) return `${uri}: 10 to 512 characters`;
    if (!/^https:\/\/[^/?#:]+\/(?:[^?#]*\/)?$/.test(uri)) {
      return `${uri}: must start with https://, end with /, and have no port, query or fragment`;
    }
  }
  return undefined;
}

export function isLoopback(uri: string): boolean {
  return /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\//.test(uri);
}
