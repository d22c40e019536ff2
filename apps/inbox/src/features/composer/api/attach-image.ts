import { type ChannelType, imageRules, rejections, TicketImages, UploadView } from '@duet/contracts';
import { useMutation } from '@tanstack/react-query';
import { ask } from '../../../lib/ask.ts';
import { Refused, request } from '../../../lib/http.ts';
import { attached } from '../draft.ts';
import { type DraftKey, readDraft, writeDraft } from '../draft-store.ts';

/** Hands in an image and puts it into the draft. Whether TikTok takes one here at all is asked first. */
export function useAttachImage(key: DraftKey, channelType: ChannelType) {
  return useMutation({
    mutationFn: async (file: File): Promise<UploadView> => {
      const rules = imageRules[channelType];
      if (rules && file.size > rules.acceptedBytes) throw refusal('image_too_large', rejections.image_too_large[1]);
      const { allowed, reason } = await ask(TicketImages, { id: key.ticketId });
      if (!allowed) throw refusal('region_without_images', reason ?? rejections.region_without_images[1]);
      const form = new FormData();
      form.set('for', channelType);
      form.set('file', file);
      return UploadView.parse(await request('POST', '/media', { body: form }));
    },
    onSuccess: (image) => writeDraft(key, attached(readDraft(key), image)),
  });
}

const refusal = (code: keyof typeof rejections, detail: string): Refused =>
  new Refused({ type: 'about:blank', title: code, status: rejections[code][0], code, detail, requestId: '' });
