import { getAccount } from '../accounts/routes.ts';
import { uploadCommentImage } from '../comments/images.ts';
import { listComments, listReplies } from '../comments/lists.ts';
import { createComment, createReply, deleteComment, hideComment, likeComment } from '../comments/write.ts';
import { getCapabilities, listConversations, listMessages } from '../messages/lists.ts';
import { downloadMedia, uploadMedia } from '../messages/media.ts';
import { sendMessage } from '../messages/send.ts';
import { exchangeCode, getTokenInfo, refreshToken, revokeToken } from '../oauth/routes.ts';
import { listPosts } from '../posts/routes.ts';
import { deleteWebhook, listWebhook, updateWebhook } from '../webhooks/routes.ts';
import type { Endpoint } from './endpoint.ts';

/** Everything answered below `/open_api/v1.3`. */
export const endpoints: Endpoint[] = [
  exchangeCode,
  refreshToken,
  revokeToken,
  getTokenInfo,
  getAccount,
  listPosts,
  listComments,
  listReplies,
  createComment,
  createReply,
  hideComment,
  likeComment,
  deleteComment,
  uploadCommentImage,
  sendMessage,
  listConversations,
  listMessages,
  uploadMedia,
  downloadMedia,
  getCapabilities,
  updateWebhook,
  listWebhook,
  deleteWebhook,
];
