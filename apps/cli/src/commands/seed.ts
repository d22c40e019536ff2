import { type Command, exactly, Failure, parse } from '../command.ts';
import { print } from '../print.ts';
import { Target } from '../target.ts';
import { DEMO_EMAIL, ensureDemoWorkspace } from '../up/demo-workspace.ts';
import { DataFolder } from '../up/folder.ts';
import { readSecrets } from '../up/secrets.ts';

export const seed: Command = {
  name: 'seed',
  summary: 'Make the demo workspace with its owner and API key; `duet up` does this by itself',
  usage: `duet seed

What is there already stays. Works on what \`duet up\` runs; elsewhere use \`duet workspace create\`.`,

  async run(args) {
    exactly(parse(args, {}).positionals);
    const folder = DataFolder.default();
    const target = await Target.find({}, folder);
    const workerUrl = target.workerUrl('gateway');
    const secrets = await readSecrets(folder);
    if (!secrets) throw new Failure(`There are no secrets in ${folder.path}.`);
    await ensureDemoWorkspace(folder, secrets, workerUrl);
    print(`The workspace "Demo" is there; sign in as ${DEMO_EMAIL}.`);
  },
};
