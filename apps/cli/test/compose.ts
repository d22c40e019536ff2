import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { installation } from '../src/installation.ts';

const Process = z.object({
  image: z.string().optional(),
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
});
const Compose = z.object({ services: z.record(z.string(), Process) });
export type ComposeProcess = z.infer<typeof Process>;

/** What `docker compose` would run with these variables, by service. */
export function readCompose(variables: Readonly<Record<string, string>>): Readonly<Record<string, ComposeProcess>> {
  const text = readFileSync(join(installation, 'docker-compose.yml'), 'utf8');
  const fill = (_key: unknown, value: unknown) => (typeof value === 'string' ? interpolate(value, variables) : value);
  return Compose.parse(parse(text, fill, { merge: true })).services;
}

/** `${NAME:?}` must be given, `${NAME:-default}` may be. */
function interpolate(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{(\w+):([-?])([^}]*)\}/g, (_whole, name: string, kind: string, fallback: string) => {
    const value = variables[name];
    if (value === undefined && kind === '?') throw new Error(`${name} is not given`);
    return value ?? fallback;
  });
}

/** The variables of deploy/env.example, with something in each that a person has to fill in. */
export function exampleVariables(): Record<string, string> {
  const lines = readFileSync(join(installation, 'deploy', 'env.example'), 'utf8').split('\n');
  const given = lines.flatMap((line) => {
    const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, value || `x${name.toLowerCase().replaceAll('_', '')}`]];
  });
  const key = `k1:${Buffer.alloc(32, 1).toString('base64')}`;
  return { ...Object.fromEntries(given), CHANNELS_SEALING_KEY: key, APP_SEALING_KEY: key };
}
