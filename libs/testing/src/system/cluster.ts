import { cp, mkdtemp, rename, rm, stat } from 'node:fs/promises';
