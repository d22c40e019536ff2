import { sniff } from './sniff.ts';

const of = (text: string) => sniff(Buffer.from(text, 'latin1'));

test.each([
  ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'image/png'],
  ['\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
  ['GIF89a....', 'image/gif'],
  ['RIFF\0\0\0\0WEBPVP8 ', 'image/webp'],
  ['\0\0\0\x18ftypisom\0\0\0\0', 'video/mp4'],
  ['\0\0\0\x18ftypqt  \0\0\0\0', 'video/quicktime'],
  ['\0\0\0\x18ftypheic\0\0\0\0', 'image/heic'],
  ['\0\0\0\x18ftypavif\0\0\0\0', 'image/avif'],
  ['\x1a\x45\xdf\xa3\0\0', 'video/webm'],
])('%j is %s', (head, type) => {
  expect(of(head)).toBe(type);
});

test.each(['', '<svg xmlns="http://www.w3.org/2000/svg">', '<!doctype html>', '%PDF-1.7', 'RIFF\0\0\0\0WAVEfmt ', 'P'])(
  '%j is no picture and no video',
  (head) => {
    expect(of(head)).toBeNull();
  },
);
