import { type ChannelType, rejections, TicketImages, type UploadView } from '@duet/contracts';
import { useMutation } from '@tanstack/react-query';
import { ask } from '../../../lib/ask.ts';
import { refusal, uploadImage } from '../../../lib/upload-image.ts';
import { attached } from '../draft.ts';
import { type DraftKey, readDraft, writeDraft } from '../draft-store.ts';

/** Hands in an image and puts it into the draft. Whether TikTok takes one here at all is asked first. */
export function useAttachImage(key: DraftKey, channelType: ChannelType) {
  return useMutation({
    mutationFn: async (file: File): Promise<UploadView> => {
      const { allowed, reason } = await ask(TicketImages, { id: key.ticketId });
      if (!allowed) throw refusal('region_without_images', reason ?? rejections.region_without_images[1]);
      return uploadImage(file, channelType);
    },
    onSuccess: (image) => writeDraft(key, attached(readDraft(key), image)),
  });
}
