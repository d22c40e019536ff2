import { Rejection, rejections } from '@duet/contracts';
import { TikTokError, TikTokRefused } from '@duet/tiktok-api';

/** What TikTok's failure means to the person who waits; everything else stays what it is. */
export function rejectionOf(error: unknown): unknown {
  if (error instanceof TikTokRefused) {
    const [, sentence] = rejections.tiktok_refused;
    return new Rejection('tiktok_refused', { tiktokCode: error.code }, `${sentence} ${error.advice}`);
  }
  return error instanceof TikTokError ? new Rejection('tiktok_unreachable') : error;
}
