import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Command, exactly, Failure, parse } from '../command.ts';
import { eventually } from '../demo/eventually.ts';
import { tellStory } from '../demo/story.ts';
import { installation } from '../installation.ts';
import { print } from '../print.ts';
import { type DemoFile, readDemoFile } from '../up/demo-file.ts';
import { DataFolder } from '../up/folder.ts';
import { holderOf } from '../up/lock.ts';

const READY_WITHIN_MS = 180_000;

export const demo: Command = {
  name: 'demo',
  summary: 'Do the main job from outside, over HTTP only, and show the evidence of every step',
  usage: `duet demo

Uses what \`duet up\` runs; where nothing runs, starts it and stops it at the end. The exit code is 1 when evidence
is missing.`,

  async run(args) {
    exactly(parse(args, {}).positionals);
    const folder = DataFolder.default();
    const own = (await holderOf(folder)) === undefined ? startSystem() : undefined;
    const onSignal = (): void => void own?.kill('SIGTERM');
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
    try {
      const started = await eventually('Duet to be ready', () => demoFile(folder, own), READY_WITHIN_MS);
      let step = 0;
      await tellStory(started, (what, evidence) =>
        print(`${String(++step).padStart(3)}  ${what.padEnd(15)}${evidence}`),
      );
      print(`\nAll ${step} steps have their evidence.`);
    } finally {
      if (own) await stop(own);
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    }
  },
};

function startSystem(): ChildProcess {
  print('Nothing runs yet; starting Duet.');
  return spawn(process.execPath, [join(installation, 'apps', 'cli', 'bin', 'duet.js'), 'up'], {
    // Its own process group: Ctrl-C reaches this process, which stops it.
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function demoFile(folder: DataFolder, own: ChildProcess | undefined): Promise<DemoFile | undefined> {
  if (own && own.exitCode !== null) throw new Failure(`Duet ended with code ${own.exitCode} while starting.`);
  return readDemoFile(folder);
}

async function stop(system: ChildProcess): Promise<void> {
  if (system.exitCode !== null || system.signalCode !== null) return;
  const ended = once(system, 'exit');
  system.kill('SIGTERM');
  await ended;
}
