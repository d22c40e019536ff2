import type { Account, Customer } from '../accounts/entities.ts';
import { tokenData } from '../oauth/routes.ts';
import { allScopes } from '../oauth/scopes.ts';
import { type Action, act } from './actions.ts';
import { actionSchema } from './action-schema.ts';
import { accountNamed } from './parties.ts';
import { ControlRefusal } from './refusal.ts';
import { flag, natural, object, route, text } from './route.ts';

type NewAccount = { username: string; displayName?: string; kind?: Account['kind']; region?: string };
type AccountChange = { kind?: Account['kind']; region?: string; displayName?: string };
type NewCustomer = { username: string; displayName?: string; region?: string; isFollower?: boolean };
type NewPost = { account?: string; caption: string; mediaType?: 'VIDEO' | 'PHOTO'; createdAt?: number };
type GrantRequest = { scopes?: string[] };

const kind = { enum: ['BUSINESS', 'PERSONAL'] };
const region = { type: 'string', pattern: '^[A-Z]{2}$' };

/** Accounts, customers, posts, and what people do. */
export const worldRoutes = [
  route({
    method: 'GET',
    path: '/accounts',
    summary: 'The accounts that can be connected',
    perform: ({ platform }) => platform.accounts.list(),
  }),
  route<unknown, NewAccount>({
    method: 'POST',
    path: '/accounts',
    summary: 'Creates an account (BUSINESS in MX by default)',
    body: object({ username: text, displayName: text, kind, region }, ['username']),
    perform({ platform }, { body }) {
      refuseTaken(platform.accounts.find(body.username), body.username);
      const account: Account = {
        openId: platform.ids.openId(),
        authorId: platform.ids.uniqueIdentifier(),
        username: body.username,
        displayName: body.displayName ?? body.username,
        kind: body.kind ?? 'BUSINESS',
        region: body.region ?? 'MX',
        createdAt: platform.clock.now(),
      };
      platform.accounts.insert(account);
      return account;
    },
  }),
  route<unknown, AccountChange>({
    method: 'POST',
    path: '/accounts/{account}',
    summary: 'Changes kind, region or display name',
    body: object({ kind, region, displayName: text }),
    perform({ platform }, { params, body }) {
      const account = { ...accountNamed(platform, params['account']), ...body };
      platform.accounts.change(account);
      return account;
    },
  }),
  route<unknown, GrantRequest>({
    method: 'POST',
    path: '/accounts/{account}/grants',
    summary: 'Authorizes the app without the consent page; answers tokens as the token exchange does',
    body: object({ scopes: { type: 'array', items: { enum: allScopes } } }),
    perform({ platform }, { params, body }) {
      const { openId } = accountNamed(platform, params['account']);
      return tokenData(platform, platform.oauth.issueTokens(openId, (body.scopes ?? allScopes).join(',')));
    },
  }),
  route<unknown, { kind?: 'access' | 'refresh' }>({
    method: 'POST',
    path: '/accounts/{account}/expire-tokens',
    summary: "Expires all of the account's access (or refresh) tokens now",
    body: object({ kind: { enum: ['access', 'refresh'] } }),
    perform({ platform }, { params, body }) {
      platform.oauth.expireNow(accountNamed(platform, params['account']).openId, body.kind ?? 'access');
      return {};
    },
  }),
  route<unknown, { scopes: string[] }>({
    method: 'POST',
    path: '/accounts/{account}/withdraw',
    summary: "Takes permissions back, as the owner does in TikTok's app; the tokens keep the others",
    body: object({ scopes: { type: 'array', items: { enum: allScopes } } }, ['scopes']),
    perform({ platform }, { params, body }) {
      platform.oauth.withdraw(accountNamed(platform, params['account']).openId, body.scopes);
      return {};
    },
  }),
  route<{ limit?: number }>({
    method: 'GET',
    path: '/customers',
    summary: 'The people who can write and comment',
    query: object({ limit: natural }),
    perform: ({ platform }, { query }) => platform.customers.list(query.limit ?? 500),
  }),
  route<unknown, NewCustomer>({
    method: 'POST',
    path: '/customers',
    summary: 'Creates a person (in MX by default)',
    body: object({ username: text, displayName: text, region, isFollower: flag }, ['username']),
    perform({ platform }, { body }) {
      refuseTaken(platform.customers.find(body.username), body.username);
      const customer: Customer = {
        uniqueIdentifier: platform.ids.uniqueIdentifier(),
        userId: platform.ids.userId(),
        username: body.username,
        displayName: body.displayName ?? body.username,
        region: body.region ?? 'MX',
        isFollower: body.isFollower ? 1 : 0,
      };
      platform.customers.insert(customer);
      return customer;
    },
  }),
  route<{ account?: string }>({
    method: 'GET',
    path: '/posts',
    summary: "An account's posts, newest first",
    query: object({ account: text }),
    perform({ platform }, { query }) {
      const { openId } = accountNamed(platform, query.account);
      const posts = platform.posts.listOlderThan(openId, Number.MAX_SAFE_INTEGER, 200);
      return posts.map((post) => ({ ...post, coverUrl: platform.urls.postCover(post.itemId) }));
    },
  }),
  route<unknown, NewPost>({
    method: 'POST',
    path: '/posts',
    summary: 'Posts a video or photo',
    body: object({ account: text, caption: text, mediaType: { enum: ['VIDEO', 'PHOTO'] }, createdAt: natural }, [
      'caption',
    ]),
    perform({ platform }, { body }) {
      const post = {
        itemId: platform.ids.post(),
        openId: accountNamed(platform, body.account).openId,
        mediaType: body.mediaType ?? 'VIDEO',
        caption: body.caption,
        createdAt: body.createdAt ?? platform.clock.now(),
        likes: 0,
        isAd: 0 as const,
      };
      platform.posts.insert(post);
      return post;
    },
  }),
  route<unknown, Action>({
    method: 'POST',
    path: '/actions',
    summary: 'One act of a customer, or of the owner in the app',
    body: actionSchema,
    perform: ({ platform }, { body }) => act(platform, body),
  }),
  route<unknown, { actions: Action[] }>({
    method: 'POST',
    path: '/batch',
    summary: 'Many acts in one transaction; one that cannot be done answers {error} and stops no other',
    body: object({ actions: { type: 'array', items: actionSchema, maxItems: 10_000 } }, ['actions']),
    perform({ platform }, { body }) {
      return body.actions.map((action) => {
        try {
          return act(platform, action);
        } catch (error) {
          if (error instanceof ControlRefusal) return { error: error.message };
          throw error;
        }
      });
    },
  }),
];

function refuseTaken(existing: object | undefined, username: string): void {
  if (existing) throw new ControlRefusal(409, `${username} exists`);
}
