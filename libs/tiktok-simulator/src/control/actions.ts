import type { MessageType } from '../messages/entities.ts';
import type { Platform } from '../platform/platform.ts';
import * as commentActions from './comment-actions.ts';
import * as messageActions from './message-actions.ts';
import * as ownerActions from './owner-actions.ts';
import * as referralActions from './referral-actions.ts';

/**
 * What customers do, and what the owner does in TikTok's own app. Accounts and customers are named by id or username;
 * the first account when left out.
 */
export type Action =
  | ({ do: 'dm' } & Pair & DirectMessage)
  | ({ do: 'tap_button'; messageId: string; button: number } & Pair)
  | ({ do: 'react'; messageId: string; emoji: string; remove?: boolean } & Pair)
  | ({ do: 'open_thread' } & Pair)
  | ({ do: 'open_by_link'; ref: string; prefilledMessage?: string } & Pair)
  | ({ do: 'open_by_ad'; adName: string; adId?: string; itemId?: string } & Pair)
  | ({ do: 'block'; blocked: boolean } & Pair)
  | { do: 'comment'; customer: string; post: string; text?: string; imageBase64?: string }
  | { do: 'reply'; customer: string; comment: string; text?: string; imageBase64?: string }
  | { do: 'delete_comment'; customer: string; comment: string }
  | ({ do: 'owner_dm'; text: string } & Pair)
  | { do: 'owner_comment'; post: string; text: string; replyTo?: string }
  | { do: 'owner_set_hidden'; comment: string; hidden: boolean }
  | { do: 'owner_set_friends_only'; comment: string }
  | { do: 'owner_delete_comment'; comment: string };

export interface Pair {
  account?: string;
  customer: string;
}

export interface DirectMessage {
  /** TEXT by default; OTHER stands for what the API cannot show. */
  type?: Exclude<MessageType, 'TEMPLATE'>;
  text?: string;
  /** PNG or JPEG; a generated picture when left out. */
  imageBase64?: string;
  itemId?: string;
  /** The message answered. */
  quote?: string;
}

export type ActionResult = Record<string, string | number | boolean>;

type Performers = {
  [Kind in Action['do']]: (platform: Platform, action: Extract<Action, { do: Kind }>) => ActionResult;
};

const performers: Performers = {
  dm: messageActions.writeDirectMessage,
  tap_button: messageActions.tapButton,
  react: messageActions.react,
  open_thread: messageActions.openThread,
  open_by_link: referralActions.openByLink,
  open_by_ad: referralActions.openByAd,
  block: messageActions.block,
  comment: commentActions.writeComment,
  reply: commentActions.writeReply,
  delete_comment: commentActions.deleteOwnComment,
  owner_dm: ownerActions.writeDirectMessage,
  owner_comment: ownerActions.writeComment,
  owner_set_hidden: ownerActions.setHidden,
  owner_set_friends_only: ownerActions.setFriendsOnly,
  owner_delete_comment: ownerActions.deleteComment,
};

export const actionKinds = Object.keys(performers);

export function act<Kind extends Action['do']>(
  platform: Platform,
  action: Extract<Action, { do: Kind }> & { do: Kind },
): ActionResult {
  const perform: (platform: Platform, action: Extract<Action, { do: Kind }>) => ActionResult = performers[action.do];
  return perform(platform, action);
}
