import { type ChannelType, imageRules, rejections, UploadView } from '@duet/contracts';
import { Refused, request } from './http.ts';

/** Hands in an image for messages of such a channel. @throws Refused | Unreachable */
export async function uploadImage(file: File, channelType: ChannelType): Promise<UploadView> {
  const rules = imageRules[channelType];
  if (rules && file.size > rules.acceptedBytes) throw refusal('image_too_large', rejections.image_too_large[1]);
  const form = new FormData();
  form.set('for', channelType);
  form.set('file', file);
  return UploadView.parse(await request('POST', '/media', { body: form }));
}

/** What this page refuses by itself, as the server would. */
export const refusal = (code: keyof typeof rejections, detail: string): Refused =>
  new Refused({ type: 'about:blank', title: code, status: rejections[code][0], code, detail, requestId: '' });
