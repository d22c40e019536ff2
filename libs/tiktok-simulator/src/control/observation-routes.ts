import { type Comment, isHidden } from '../comments/entities.ts';
import type { Message } from '../messages/entities.ts';
import { windowEndsAt } from '../messages/window.ts';
import type { Platform } from '../platform/platform.ts';
import { accountNamed, customerNamed, postNamed } from './parties.ts';
import { natural, object, route, text } from './route.ts';

const states = { enum: ['pending', 'acknowledged', 'dropped', 'expired'] };

/** What happened: the judge's view. */
export const observationRoutes = [
  route<{ since?: number; kind?: string; account?: string; limit?: number }>({
    method: 'GET',
    path: '/ledger',
    summary: 'Every effect the platform accepted from the app, oldest first, after sequence `since`',
    query: object({ since: natural, kind: text, account: text, limit: natural }),
    perform({ platform }, { query: { since = 0, account, ...filter } }) {
      const openId = account === undefined ? {} : { account: accountNamed(platform, account).openId };
      return platform.ledger.read({ sinceSeq: since, ...filter, ...openId });
    },
  }),
  route<{ since?: number; state?: string; event?: string; limit?: number }>({
    method: 'GET',
    path: '/deliveries',
    summary: 'Webhooks with their attempts, oldest first, after id `since`; `counts` covers all of them',
    query: object({ since: natural, state: states, event: text, limit: natural }),
    perform({ platform }, { query: { since = 0, ...filter } }) {
      platform.dispatcher.flush();
      return {
        counts: platform.deliveries.counts(),
        deliveries: platform.deliveries.list({ sinceId: since, ...filter }),
      };
    },
  }),
  route({
    method: 'POST',
    path: '/deliveries/retry-now',
    summary: 'Makes every pending delivery due at once',
    perform({ platform }) {
      platform.dispatcher.retryAllNow();
      return {};
    },
  }),
  route<{ path?: string; account?: string; since?: number }>({
    method: 'GET',
    path: '/requests',
    summary: 'The latest API calls, refused ones and reads included; real milliseconds; kept in memory only',
    query: object({ path: text, account: text, since: natural }),
    perform: ({ requests }, { query }) => requests.read(query.path, query.account, query.since),
  }),
  route<{ since?: number; account?: string; direction?: string; limit?: number }>({
    method: 'GET',
    path: '/messages',
    summary: 'All messages of all conversations, oldest first, after sequence `since`',
    query: object({ since: natural, account: text, direction: { enum: ['in', 'out'] }, limit: natural }),
    perform({ platform }, { query: { since = 0, account, ...filter } }) {
      const openId = account === undefined ? {} : { account: accountNamed(platform, account).openId };
      return platform.messages.list({ sinceSeq: since, ...filter, ...openId }).map(showMessage);
    },
  }),
  route<{ since?: number; account?: string; limit?: number }>({
    method: 'GET',
    path: '/comments',
    summary: 'All comments and replies, deleted ones included, oldest first, after sequence `since`',
    query: object({ since: natural, account: text, limit: natural }),
    perform({ platform }, { query: { since = 0, account, limit } }) {
      const openId = account === undefined ? {} : { account: accountNamed(platform, account).openId };
      const size = limit === undefined ? {} : { limit };
      return platform.comments
        .list({ sinceSeq: since, ...size, ...openId })
        .map((comment) => showComment(platform, comment));
    },
  }),
  route<{ account?: string; limit?: number }>({
    method: 'GET',
    path: '/conversations',
    summary: "An account's conversations, latest first",
    query: object({ account: text, limit: natural }),
    perform({ platform }, { query }) {
      const { openId } = accountNamed(platform, query.account);
      return platform.conversations.list(openId, query.limit ?? 200);
    },
  }),
  route<{ account?: string; customer: string; limit?: number }>({
    method: 'GET',
    path: '/thread',
    summary: 'The direct messages between an account and a customer, oldest first',
    query: object({ account: text, customer: text, limit: natural }, ['customer']),
    perform({ platform }, { query }) {
      const { openId } = accountNamed(platform, query.account);
      const { uniqueIdentifier } = customerNamed(platform, query.customer);
      const conversation = platform.conversations.between(openId, uniqueIdentifier);
      if (!conversation) return { messages: [] };
      const { lastInboundAt } = conversation;
      const messages = platform.messages.latest(conversation.conversationId, query.limit ?? 100).reverse();
      return {
        conversation,
        ...(lastInboundAt !== null && { windowEndsAt: windowEndsAt(lastInboundAt) }),
        messages: messages.map(showMessage),
      };
    },
  }),
  route({
    method: 'GET',
    path: '/posts/{post}/comments',
    summary: 'The threads under a post, hidden comments included and marked',
    perform({ platform }, { params }) {
      const post = postNamed(platform, params['post'] ?? '');
      return platform.comments.rootsOf(post.itemId).map((root) => ({
        ...showComment(platform, root),
        replies: platform.comments.repliesOf(root.commentId).map((reply) => showComment(platform, reply)),
      }));
    },
  }),
];

function showMessage({ body, reactions, ...message }: Message) {
  return { ...message, body: JSON.parse(body), reactions: JSON.parse(reactions) };
}

function showComment(platform: Platform, { hiddenChangeRealAt, ...comment }: Comment) {
  const hidden = isHidden({ ...comment, hiddenChangeRealAt }, platform.clock.realNow());
  const author = comment.owner
    ? platform.accounts.find(comment.openId)?.username
    : platform.customers.find(comment.authorId)?.username;
  const imageUrl = comment.imageUri === null ? undefined : platform.urls.commentImage(comment.imageUri);
  return { ...comment, author, imageUrl, hidden, owner: comment.owner === 1, liked: comment.liked === 1 };
}
