import { join, resolve } from 'node:path';

/** The folder that holds apps, libs and node_modules. */
export const installation = resolve(import.meta.dirname, '..', '..', '..');

export const programOf = (app: string, program: 'main' | 'migrate' | 'admin'): string =>
  join(installation, 'apps', app, 'dist', `${program}.js`);

export const inboxDist = join(installation, 'apps', 'inbox', 'dist');
