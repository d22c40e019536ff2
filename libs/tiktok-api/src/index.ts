export * from './accounts.ts';
export type { AccountAccess, AppCredentials, TikTokRequest } from './build-request.ts';
export { createTikTokClient, TIKTOK_BASE_URL } from './client.ts';
export type { Download, TikTokClient, TikTokClientOptions } from './client.ts';
export { adviceOn, outcomeOf, TIKTOK_CODES } from './codes.ts';
export type { CodeMeaning, CodeOutcome, RefusalReason, WhoActs } from './codes.ts';
export type { Comment } from './comment.ts';
export * from './comments.ts';
export { listConversations, listMessages } from './conversations.ts';
export type { Conversation, ConversationType, Participant } from './conversations.ts';
export type { DirectMessage, MessageSource, Party } from './direct-message.ts';
export {
  TikTokError,
  TikTokForeignAddress,
  TikTokHttpError,
  TikTokRateLimited,
  TikTokRefused,
  TikTokTokenRejected,
  TikTokUnexpectedShape,
  TikTokUnreachable,
} from './errors.ts';
export type { Performed, Retry } from './errors.ts';
export * from './media.ts';
export { isMediaAddress, TIKTOK_MEDIA_HOSTS } from './media-hosts.ts';
export type { MessageContent, Reaction, ReactionChange, TemplateCard } from './message-content.ts';
export * from './oauth.ts';
export { parseJson } from './parse-json.ts';
export * from './send-message.ts';
export * from './videos.ts';
export * from './webhook-events.ts';
export * from './webhook-signature.ts';
export * from './webhooks.ts';
