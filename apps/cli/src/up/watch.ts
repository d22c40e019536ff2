import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join, sep } from 'node:path';
import { installation } from '../installation.ts';
import type { ServiceName } from '../services.ts';
import type { Progress } from './progress.ts';
import type { Supervised } from './supervised.ts';

const QUIET_MS = 300;

/** Builds after each change of a source file and restarts the services that it touches: a library touches them all. */
export function watchSources(services: ReadonlyMap<ServiceName, Supervised>, progress: Progress): () => void {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let building = Promise.resolve();
  const turn = async (): Promise<void> => {
    const projects = [...changed];
    changed.clear();
    if (!(await build())) return;
    const touched = [...services].filter(([name]) =>
      projects.some((project) => project.startsWith('libs/') || project === `apps/${name}`),
    );
    await Promise.all(touched.map(([, service]) => service.restart()));
    progress.say(`Restarted ${touched.map(([name]) => name).join(', ') || 'nothing'}.`);
  };
  const watchers = ['libs', 'apps'].map((kind) =>
    watch(join(installation, kind), { recursive: true }, (_event, file) => {
      const [project = '', folder] = (file ?? '').split(sep);
      if (folder !== 'src') return;
      changed.add(`${kind}/${project}`);
      clearTimeout(timer);
      timer = setTimeout(() => {
        building = building.then(turn);
      }, QUIET_MS);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

function build(): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(installation, 'scripts', 'build.mjs')], { stdio: 'inherit' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}
