import type { Account, Customer } from './accounts/entities.ts';
import type { Platform } from './platform/platform.ts';
import type { Post } from './posts/entities.ts';

const day = 86_400_000;

/** The identifiers used throughout the documentation's samples. */
export const seedIds = {
  businessAccount: '-000SimBusiness00000000000000000001A',
  personalAccount: '-000SimPersonal00000000000000000001A',
  unsupportedAccount: '-000SimBerlin000000000000000000001AA',
  customer: '+SimUserAAAA1111bbbb2222cccc3333dddd4444eeee5555ffff6666gggg7777',
  post: '7640000000000000456',
} as const;

/** Three accounts to connect (business, personal, business in a closed region), posts, and customers in five regions. */
export function seed(platform: Platform): void {
  const now = platform.clock.now();
  for (const account of accounts(platform, now)) platform.accounts.insert(account);
  for (const customer of customers(platform)) platform.customers.insert(customer);
  for (const post of posts(platform, now)) platform.posts.insert(post);
}

function accounts({ ids }: Platform, now: number): Account[] {
  const common = { createdAt: now - 400 * day };
  return [
    {
      ...common,
      openId: seedIds.businessAccount,
      authorId: '+SimStoreAAAA1111bbbb2222cccc3333dddd4444eeee5555ffff6666gggg777',
      username: 'sim.store',
      displayName: 'Sim Store',
      kind: 'BUSINESS',
      region: 'MX',
    },
    {
      ...common,
      openId: seedIds.personalAccount,
      authorId: ids.uniqueIdentifier(),
      username: 'sim.person',
      displayName: 'Sim Person',
      kind: 'PERSONAL',
      region: 'MX',
    },
    {
      ...common,
      openId: seedIds.unsupportedAccount,
      authorId: ids.uniqueIdentifier(),
      username: 'sim.berlin',
      displayName: 'Sim Berlin',
      kind: 'BUSINESS',
      region: 'DE',
    },
  ];
}

function customers({ ids }: Platform): Customer[] {
  const person = (username: string, displayName: string, region: string): Customer => ({
    uniqueIdentifier: username === 'ana_pe' ? seedIds.customer : ids.uniqueIdentifier(),
    userId: ids.userId(),
    username,
    displayName,
    region,
    isFollower: username === 'ana_pe' ? 1 : 0,
  });
  return [
    person('ana_pe', 'Ana', 'PE'),
    person('bo_mx', 'Bo', 'MX'),
    person('chidi_ng', 'Chidi', 'NG'),
    person('dora_de', 'Dora', 'DE'),
    person('eli_us', 'Eli', 'US'),
  ];
}

function posts({ ids }: Platform, now: number): Post[] {
  const common = { openId: seedIds.businessAccount, isAd: 0 as const };
  return [
    {
      ...common,
      itemId: seedIds.post,
      mediaType: 'VIDEO',
      caption: 'New drop #sale',
      createdAt: now - day,
      likes: 340,
    },
    {
      ...common,
      itemId: ids.post(),
      mediaType: 'PHOTO',
      caption: 'Behind the counter: how we pack your parcel',
      createdAt: now - 3 * day,
      likes: 95,
    },
    {
      ...common,
      itemId: ids.post(),
      mediaType: 'VIDEO',
      caption: 'Unboxing the winter box',
      createdAt: now - 9 * day,
      likes: 1210,
    },
  ];
}
