import type { Flag } from '../storage/database.ts';

export interface Post {
  itemId: string;
  openId: string;
  mediaType: 'VIDEO' | 'PHOTO';
  caption: string;
  createdAt: number;
  likes: number;
  isAd: Flag;
}
