import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../run.mjs';

/**
 * `npm ci` refuses a lockfile that lacks an optional package of any platform, and npm leaves out those that its registry
 * did not have when it wrote the file.
 */
export async function lockfile() {
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !placesFor(path, name).some((place) => place in packages)),
  );
  return [...new Set(missing)].map((name) => `package-lock.json lacks ${name}`).join('\n');
}

/** Where Node looks for a package, from the inside out. */
function placesFor(path, name) {
  const parts = path === '' ? [] : path.split('/node_modules/');
  const inner = parts.map(
    (_part, index) => `${parts.slice(0, parts.length - index).join('/node_modules/')}/node_modules/${name}`,
  );
  return [...inner, `node_modules/${name}`];
}
