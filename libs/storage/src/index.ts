export { DiskStorage } from './disk-storage.ts';
export { type MediaAbout, type Storage, type StoredMedia, TooLarge } from './storage.ts';
