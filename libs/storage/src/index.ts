export { DiskStorage } from './disk-storage.ts';
export { MediaFolder } from './media-folder.ts';
export { type MediaType, sniff, SNIFFED_BYTES } from './sniff.ts';
export { type ByteRange, type MediaAbout, type Storage, type StoredMedia, TooLarge } from './storage.ts';
