import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@duet/testing';
import { watchFolders } from './watch-folders.ts';

let folder: string;
let changed: Set<string>;
let stop: () => void;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duet-watch-'));
  mkdirSync(join(folder, 'deep', 'deeper'), { recursive: true });
  writeFileSync(join(folder, 'deep', 'deeper', 'file.ts'), 'one');
  changed = new Set();
  stop = watchFolders([folder], (path) => changed.add(path));
});
afterEach(() => {
  stop();
  rmSync(folder, { recursive: true });
});

async function reported(path: string): Promise<void> {
  await until(`${path} is reported`, async () => changed.has(path));
  expect(changed).toContain(path);
}

test('a file that an editor replaces is reported each time', async () => {
  const file = join(folder, 'deep', 'deeper', 'file.ts');
  for (const content of ['two', 'three']) {
    writeFileSync(`${file}.new`, content);
    renameSync(`${file}.new`, file);
    await reported(file);
    changed.clear();
  }
});

test('files in a folder that was made later are reported', async () => {
  mkdirSync(join(folder, 'later'));
  await reported(join(folder, 'later'));
  writeFileSync(join(folder, 'later', 'file.ts'), 'one');
  await reported(join(folder, 'later', 'file.ts'));
});
