import type { AccountEndpoint } from '../gateway/endpoint.ts';
import { refuse } from '../gateway/refusal.ts';
import { readImage } from '../media/image-file.ts';

const maxBytes = 5 * 1024 * 1024;
const minSide = 360;
const maxSides = [1080, 1920] as const;

/** 360×360 to 1080×1920 or rotated; JPG, PNG or WebP; multipart field `image_file` (tiktok-api.md §5.5). */
export const uploadCommentImage: AccountEndpoint = {
  method: 'POST',
  path: '/business/comment/image/upload/',
  caller: 'account',
  scope: 'comment.list.manage',
  perform(platform, { params, account, tokenFingerprint }) {
    const { content } = params.file('image_file');
    if (content.length > maxBytes) refuse(40907, 'image_file: larger than 5 MB');
    const image = readImage(content) ?? refuse(40908, 'image_file: must be JPG, PNG or WebP');
    const { mime, width, height } = image;
    const [short, long] = width < height ? [width, height] : [height, width];
    if (short < minSide || short > maxSides[0] || long > maxSides[1]) {
      refuse(40915, 'image_file: must be within 360x360 and 1080x1920');
    }
    const imageUri = platform.ids.imageUri();
    platform.commentImages.insert({ imageUri, openId: account.openId, mime, width, height, content });
    platform.ledger.record({
      kind: 'comment.image_upload',
      account: account.openId,
      tokenFingerprint,
      target: {},
      result: { imageUri, bytes: content.length },
    });
    return { image_uri: imageUri, width, height };
  },
};
