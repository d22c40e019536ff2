import { z } from 'zod';
import { ChannelType } from '../channel-types.ts';
import { StoredFile } from '../content.ts';

/** What `POST /media` answers: an image that a reply on such a channel can carry. */
export const UploadView = StoredFile.extend({
  width: z.number().int(),
  height: z.number().int(),
  for: ChannelType,
});
export type UploadView = z.infer<typeof UploadView>;
