import type { Content } from '@duet/contracts';
import { strings } from './strings.ts';

const previewChars = 120;

/** A message in a few words, for lists and announcements. */
export function previewOf(content: Content): string {
  switch (content.type) {
    case 'text':
      return [...content.text.replace(/\s+/g, ' ').trim()].slice(0, previewChars).join('');
    case 'card':
      return content.title;
    case 'image':
    case 'video':
    case 'sticker':
    case 'emoji':
    case 'shared_post':
    case 'unsupported':
      return strings.content[content.type];
  }
}
