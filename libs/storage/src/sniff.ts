/** What a file is, told by its first bytes. */
export type MediaType =
  | 'image/png'
  | 'image/jpeg'
  | 'image/gif'
  | 'image/webp'
  | 'image/avif'
  | 'image/heic'
  | 'video/mp4'
  | 'video/quicktime'
  | 'video/webm';

/** So many bytes are enough to tell. */
export const SNIFFED_BYTES = 16;

const brands: Readonly<Record<string, MediaType>> = {
  avif: 'image/avif',
  avis: 'image/avif',
  heic: 'image/heic',
  heix: 'image/heic',
  hevc: 'image/heic',
  mif1: 'image/heic',
  msf1: 'image/heic',
  'qt  ': 'video/quicktime',
};

/**
 * The type of a picture or video by its content, never by its name or by what somebody says it is.
 * @param head the first SNIFFED_BYTES bytes, or all there are
 * @returns null for everything else, text formats such as SVG and HTML included
 */
export function sniff(head: Uint8Array): MediaType | null {
  const text = Buffer.from(head.subarray(0, SNIFFED_BYTES)).toString('latin1');
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'image/gif';
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'image/webp';
  if (text.startsWith('\x1a\x45\xdf\xa3')) return 'video/webm';
  if (text.startsWith('ftyp', 4)) return brands[text.slice(8, 12)] ?? 'video/mp4';
  return null;
}
