import { FormData } from 'undici';
import { z } from 'zod';
import type { AccountAccess } from './build-request.ts';
import type { Download, TikTokClient } from './client.ts';
import { wireConversationType, type ConversationType } from './conversations.ts';
import { id, list } from './wire.ts';

export interface ImageFile {
  bytes: Uint8Array<ArrayBuffer>;
  filename: string;
  /** `image/jpeg`, `image/png`, … TikTok looks at it. */
  contentType: string;
}

/**
 * Uploads an image for a direct message: JPG or PNG, at most 3 MB. The id is good for 30 days.
 *
 * @throws TikTokRefused  'file-too-large' or 'file-type' among others
 * Source: portal doc 1832184437720193
 */
export async function uploadImage(
  client: TikTokClient,
  account: AccountAccess,
  image: ImageFile,
): Promise<{ mediaId: string }> {
  const form = new FormData();
  form.set('business_id', account.businessId);
  form.set('media_type', 'IMAGE');
  form.set('file', new Blob([image.bytes], { type: image.contentType }), image.filename);
  const data = await client.call(
    {
      method: 'POST',
      path: '/business/message/media/upload/',
      auth: { kind: 'account', ...account },
      form,
    },
    z.object({ media_id: id }),
  );
  return { mediaId: data.media_id };
}

export interface MediaReference {
  conversationId: string;
  messageId: string;
  mediaId: string;
  mediaType: 'image' | 'video';
}

/**
 * Opens an image or video that a person sent. Asks for its URL (good for 24 h) and reads it as a stream.
 *
 * Source: portal doc 1832184455450626
 */
export async function downloadMedia(
  client: TikTokClient,
  account: AccountAccess,
  media: MediaReference,
): Promise<Download> {
  const data = await client.call(
    {
      method: 'POST',
      path: '/business/message/media/download/',
      auth: { kind: 'account', ...account },
      json: {
        business_id: account.businessId,
        conversation_id: media.conversationId,
        message_id: media.messageId,
        media_id: media.mediaId,
        media_type: media.mediaType === 'image' ? 'IMAGE' : 'VIDEO',
      },
    },
    z.object({ download_url: z.string() }),
  );
  return client.download(data.download_url, account.accessToken);
}

/**
 * Whether images may be sent into this conversation: both sides must be in markets that have them.
 *
 * Source: portal doc 1836061597865986
 */
export async function imageCapability(
  client: TikTokClient,
  account: AccountAccess,
  { conversationId, conversationType }: { conversationId: string; conversationType: ConversationType },
): Promise<boolean> {
  const data = await client.call(
    {
      method: 'GET',
      path: '/business/message/capabilities/get/',
      auth: { kind: 'account', ...account },
      query: {
        business_id: account.businessId,
        conversation_id: conversationId,
        conversation_type: wireConversationType(conversationType),
        capability_types: ['IMAGE_SEND'],
      },
    },
    z.object({ capability_infos: list(z.object({ capability_type: z.string(), capability_result: z.boolean() })) }),
  );
  return data.capability_infos.some((info) => info.capability_type === 'IMAGE_SEND' && info.capability_result);
}
