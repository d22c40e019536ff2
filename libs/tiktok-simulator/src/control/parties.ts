import type { Account, Customer } from '../accounts/entities.ts';
import type { Comment } from '../comments/entities.ts';
import type { Conversation } from '../messages/entities.ts';
import type { Platform } from '../platform/platform.ts';
import type { Post } from '../posts/entities.ts';
import { found } from './refusal.ts';

export function accountNamed(platform: Platform, idOrUsername: string | undefined): Account {
  const account = idOrUsername === undefined ? platform.accounts.list()[0] : platform.accounts.find(idOrUsername);
  return found(account, `account ${idOrUsername ?? ''}`);
}

export function customerNamed(platform: Platform, idOrUsername: string): Customer {
  return found(platform.customers.find(idOrUsername), `customer ${idOrUsername}`);
}

export function postNamed(platform: Platform, itemId: string): Post {
  return found(platform.posts.find(itemId), `post ${itemId}`);
}

export function commentNamed(platform: Platform, commentId: string): Comment {
  const comment = found(platform.comments.find(commentId), `comment ${commentId}`);
  return found(comment.deletedAt === null ? comment : undefined, `comment ${commentId}`);
}

/** The one conversation of an account and a customer; it keeps its id for ever (tiktok-api.md §12, 29). */
export function conversationBetween(platform: Platform, account: Account, customer: Customer): Conversation {
  const known = platform.conversations.between(account.openId, customer.uniqueIdentifier);
  if (known) return known;
  const conversation: Conversation = {
    conversationId: platform.ids.conversation(),
    openId: account.openId,
    customerId: customer.uniqueIdentifier,
    type: 'STRANGER',
    lastInboundAt: null,
    lastInboundSeq: null,
    updatedAt: 0,
    unread: 0,
    blocked: 0,
    answeredBack: 0,
    referrals: '[]',
  };
  platform.conversations.insert(conversation);
  return conversation;
}
