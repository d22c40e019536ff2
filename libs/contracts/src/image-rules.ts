import type { ChannelType } from './channel-types.ts';

/** What a channel takes as an outgoing image. Sizes are binary megabytes. */
export interface ImageRules {
  /** A larger file is refused; one up to here is fitted to what follows. */
  readonly acceptedBytes: number;
  readonly maxBytes: number;
  /** In pixels, whichever side is the longer one; null where the platform names no limit. */
  readonly sides: { readonly min: number; readonly short: number; readonly long: number } | null;
  /** What a text beside the image becomes: another message, or nothing that could be sent. */
  readonly withText: 'two messages' | 'refused';
  readonly source: string;
  readonly asOf: string;
}

const MB = 1024 ** 2;

/** FEED-10 says under 10 MB; a file for a direct message may be as large before it is fitted. */
const UPLOAD_MAX_BYTES = 10 * MB - 1;

/** PNG and JPG alone are sent (REC-13). Null: the channel sends no image. */
export const imageRules: Readonly<Record<ChannelType, ImageRules | null>> = {
  tiktok_messenger: {
    acceptedBytes: UPLOAD_MAX_BYTES,
    maxBytes: 3 * MB,
    sides: null,
    withText: 'two messages',
    source: 'Business Messaging v1.3, media upload, portal page 1832184437720193',
    asOf: '2026-08-24',
  },
  tiktok_feed: {
    acceptedBytes: UPLOAD_MAX_BYTES,
    maxBytes: 5 * MB,
    sides: { min: 360, short: 1080, long: 1920 },
    withText: 'refused',
    source: 'Accounts API v1.3, comment image upload',
    asOf: '2026-08-24',
  },
  plain: null,
};
