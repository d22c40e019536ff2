import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, as text that fits cookies and headers. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token. It has full entropy, so a fast hash is enough. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
