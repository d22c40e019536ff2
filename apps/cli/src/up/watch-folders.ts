import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';

/**
 * Reports changes below some folders, those of folders that are made later included. Each folder is watched by itself:
 * Node's recursive watch loses a file that an editor replaces.
 *
 * @returns stops watching
 */
export function watchFolders(folders: readonly string[], onChange: (path: string) => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  const follow = (folder: string): void => {
    if (watchers.has(folder)) return;
    const watcher = watch(folder, (_event, name) => {
      const path = join(folder, name ?? '');
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) follow(path);
      onChange(path);
    });
    // A folder that is deleted.
    watcher.on('error', () => watchers.delete(folder));
    watchers.set(folder, watcher);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) follow(join(folder, entry.name));
    }
  };
  for (const folder of folders) follow(folder);
  return () => {
    for (const watcher of watchers.values()) watcher.close();
  };
}
