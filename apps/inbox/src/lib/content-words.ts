import type { Content } from '@duet/contracts';

/** A message in a few words, for lists and announcements. */
export function previewOf(content: Content): string {
  switch (content.type) {
    case 'text':
      return content.text;
    case 'image':
      return 'Image';
    case 'video':
      return 'Video';
    case 'sticker':
      return 'Sticker';
    case 'emoji':
      return 'Emoji';
    case 'shared_post':
      return 'Shared post';
    case 'card':
      return content.title;
    case 'unsupported':
      return 'Message that can only be seen on TikTok';
  }
}
