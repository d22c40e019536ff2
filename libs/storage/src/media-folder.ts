import { z } from 'zod';

/** `MEDIA_FOLDER` of the environment: the folder that gateway, channels and delivery share. */
export const MediaFolder = z.string().min(1).default('/var/lib/duet/media');
