import type { Content } from '@duet/contracts';

const previewChars = 120;

/** A message in a few words, for lists and announcements. */
export function previewOf(content: Content): string {
  switch (content.type) {
    case 'text':
      return [...content.text.replace(/\s+/g, ' ').trim()].slice(0, previewChars).join('');
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
      return 'Unsupported message';
  }
}
