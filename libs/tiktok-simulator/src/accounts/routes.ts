import type { AccountEndpoint, Json } from '../gateway/endpoint.ts';
import { refuse } from '../gateway/refusal.ts';
import type { Scope } from '../oauth/scopes.ts';
import type { Platform } from '../platform/platform.ts';
import type { Account } from './entities.ts';

interface Field {
  scope: Scope;
  read(account: Account, platform: Platform): Json;
}

const fields: Record<string, Field> = {
  username: { scope: 'user.info.username', read: ({ username }) => username },
  display_name: { scope: 'user.info.basic', read: ({ displayName }) => displayName },
  profile_image: { scope: 'user.info.basic', read: ({ username }, { urls }) => urls.avatar(username) },
  profile_deep_link: { scope: 'user.info.profile', read: ({ username }) => `https://www.tiktok.com/@${username}` },
  bio_description: { scope: 'user.info.profile', read: ({ displayName }) => `${displayName} on the simulator` },
  is_verified: { scope: 'user.info.profile', read: () => false },
  is_business_account: { scope: 'user.account.type', read: ({ kind }) => kind === 'BUSINESS' },
  followers_count: { scope: 'user.info.stats', read: () => 1200 },
  following_count: { scope: 'user.info.stats', read: () => 12 },
  total_likes: { scope: 'user.info.stats', read: () => 34_000 },
  videos_count: {
    scope: 'user.info.stats',
    read: ({ openId }, { posts, clock }) => posts.listOlderThan(openId, clock.now() + 1, 1000).length,
  },
};

/** One field without its scope fails the whole call (tiktok-api.md §5.1). Analytics are absent. */
export const getAccount: AccountEndpoint = {
  method: 'GET',
  path: '/business/get/',
  caller: 'account',
  perform(platform, { params, account, scopes }) {
    const wanted = params.texts('fields') ?? ['display_name', 'profile_image'];
    return Object.fromEntries(
      wanted.map((name) => {
        const field = fields[name] ?? refuse(40002, `fields: unknown field ${name}`);
        if (!scopes.includes(field.scope)) refuse(40130, `The scope ${field.scope} is not granted for field ${name}.`);
        return [name, field.read(account, platform)];
      }),
    );
  },
};
