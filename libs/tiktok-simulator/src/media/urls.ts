import type { PlatformClock } from '../platform/clock.ts';

const day = 86_400_000;

/** Addresses under which this process serves pictures; most of them expire, as TikTok's do. */
export class MediaUrls {
  private readonly clock: PlatformClock;
  private base = '';

  constructor(clock: PlatformClock) {
    this.clock = clock;
  }

  setBase(url: string): void {
    this.base = url;
  }

  avatar(username: string): string {
    return this.expiring(`avatar/${username}`, day);
  }

  postCover(itemId: string): string {
    return this.expiring(`post/${itemId}`, day);
  }

  sticker(name: string): string {
    return this.expiring(`sticker/${name}`, 30 * day);
  }

  directMessageMedia(mediaId: string): string {
    return this.expiring(`dm/${encodeURIComponent(mediaId)}`, day);
  }

  emoji(name: string): string {
    return `${this.base}/media/emoji/${encodeURIComponent(name)}`;
  }

  commentImage(imageUri: string): string {
    return `${this.base}/media/comment/${imageUri}`;
  }

  private expiring(path: string, lifetimeMs: number): string {
    return `${this.base}/media/${path}?x-expires=${Math.floor((this.clock.now() + lifetimeMs) / 1000)}`;
  }
}
