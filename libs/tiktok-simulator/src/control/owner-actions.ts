import { addComment, removeComment, setFriendsOnly as restrict, setVisibility } from '../comments/commenting.ts';
import { emitEcho, send } from '../messages/messenger.ts';
import type { Platform } from '../platform/platform.ts';
import type { Action, ActionResult } from './actions.ts';
import { accountNamed, commentNamed, conversationBetween, customerNamed, postNamed } from './parties.ts';
import { ControlRefusal, found } from './refusal.ts';

type Of<Kind extends Action['do']> = Extract<Action, { do: Kind }>;

/** Written in TikTok's app: the echo says `APP`, and the app itself knows no window. */
export function writeDirectMessage(platform: Platform, action: Of<'owner_dm'>): ActionResult {
  const account = accountNamed(platform, action.account);
  const conversation = conversationBetween(platform, account, customerNamed(platform, action.customer));
  const message = send(platform, conversation, { type: 'TEXT', body: { text: action.text } }, 'APP');
  emitEcho(platform, conversation, message, platform.randomWithin(platform.settings.current.customerEventDelay));
  return { conversationId: conversation.conversationId, messageId: message.messageId, at: message.at };
}

export function writeComment(platform: Platform, action: Of<'owner_comment'>): ActionResult {
  const post = postNamed(platform, action.post);
  const comment = addComment(platform, post, {
    text: action.text,
    authorId: found(platform.accounts.find(post.openId), `account ${post.openId}`).authorId,
    owner: true,
    repliesTo: action.replyTo === undefined ? undefined : commentNamed(platform, action.replyTo),
  });
  return { commentId: comment.commentId, videoId: comment.videoId, at: comment.createdAt };
}

export function setHidden(platform: Platform, action: Of<'owner_set_hidden'>): ActionResult {
  const changed = setVisibility(platform, commentNamed(platform, action.comment), action.hidden);
  return { commentId: action.comment, changed };
}

export function setFriendsOnly(platform: Platform, action: Of<'owner_set_friends_only'>): ActionResult {
  restrict(platform, commentNamed(platform, action.comment));
  return { commentId: action.comment };
}

export function deleteComment(platform: Platform, action: Of<'owner_delete_comment'>): ActionResult {
  const comment = commentNamed(platform, action.comment);
  if (!comment.owner) throw new ControlRefusal(409, 'the owner deletes own comments only');
  removeComment(platform, comment);
  return { commentId: comment.commentId };
}
