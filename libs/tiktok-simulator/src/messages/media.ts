import type { AccountEndpoint } from '../gateway/endpoint.ts';
import { refuse } from '../gateway/refusal.ts';
import { readImage } from '../media/image-file.ts';
import type { MessageBody } from './entities.ts';
import { ownConversation } from './lists.ts';

const maxBytes = 3 * 1024 * 1024;

/** Portal doc 1832184437720193; multipart. */
export const uploadMedia: AccountEndpoint = {
  method: 'POST',
  path: '/business/message/media/upload/',
  caller: 'account',
  scope: 'message.list.manage',
  messaging: true,
  perform(platform, { params, account, tokenFingerprint }) {
    params.oneOf('media_type', ['IMAGE']);
    const { content } = params.file('file');
    if (content.length > maxBytes) refuse(40907, 'file: larger than 3 MB');
    const image = readImage(content);
    if (!image || image.mime === 'image/webp') return refuse(40908, 'file: must be JPG or PNG');
    const mediaId = platform.ids.media();
    const createdAt = platform.clock.now();
    platform.media.insert({ mediaId, openId: account.openId, kind: 'IMAGE', mime: image.mime, content, createdAt });
    platform.ledger.record({
      kind: 'media.upload',
      account: account.openId,
      tokenFingerprint,
      target: {},
      result: { mediaId, bytes: content.length },
    });
    return { media_id: mediaId };
  },
};

/** Portal doc 1832184455450626. The URL wants the token in the header `x-user`. */
export const downloadMedia: AccountEndpoint = {
  method: 'POST',
  path: '/business/message/media/download/',
  caller: 'account',
  scope: 'message.list.read',
  messaging: true,
  perform(platform, call) {
    const conversation = ownConversation(platform, call);
    const message = platform.messages.find(call.params.text('message_id'));
    const mediaId = call.params.text('media_id');
    const mediaType = call.params.oneOf('media_type', ['IMAGE', 'VIDEO']);
    if (message?.conversationId !== conversation.conversationId) return refuse(40002, 'Param message_id is invalid.');
    const body: MessageBody = JSON.parse(message.body);
    if (body.mediaId !== mediaId || message.type !== mediaType) return refuse(40002, 'Param media_id is invalid.');
    return { download_url: platform.urls.directMessageMedia(mediaId) };
  },
};
