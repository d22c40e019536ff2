import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { installation } from '../installation.ts';
import type { ServiceProcess } from '../services.ts';
import type { Progress } from './progress.ts';
import type { Supervised } from './supervised.ts';
import { watchFolders } from './watch-folders.ts';

const QUIET_MS = 300;

/** Builds after each change of a source file and restarts the services that it touches: a library touches them all. */
export function watchSources(services: ReadonlyMap<ServiceProcess, Supervised>, progress: Progress): () => void {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let building = Promise.resolve();
  const turn = async (): Promise<void> => {
    const projects = [...changed];
    changed.clear();
    if (!(await build())) return;
    const touched = [...services].filter(([{ service }]) =>
      projects.some((project) => project.startsWith('libs/') || project === `apps/${service}`),
    );
    await Promise.all(touched.map(([, service]) => service.restart()));
    progress.say(`Restarted ${touched.map(([{ name }]) => name).join(', ') || 'nothing'}.`);
  };
  const stopWatching = watchFolders(sourceFolders(), (path) => {
    changed.add(relative(installation, path).split(sep).slice(0, 2).join('/'));
    clearTimeout(timer);
    timer = setTimeout(() => {
      building = building.then(turn);
    }, QUIET_MS);
  });
  return () => {
    clearTimeout(timer);
    stopWatching();
  };
}

function sourceFolders(): string[] {
  return ['libs', 'apps']
    .flatMap((kind) => readdirSync(join(installation, kind)).map((project) => join(installation, kind, project, 'src')))
    .filter((folder) => existsSync(folder));
}

function build(): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(installation, 'scripts', 'build.mjs')], { stdio: 'inherit' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}
