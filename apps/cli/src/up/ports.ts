import { readFile, writeFile } from 'node:fs/promises';
import { freePort } from '@duet/embedded';
import { z } from 'zod';
import { Failure } from '../command.ts';
import type { DataFolder } from './folder.ts';

export const Ports = z.object({
  gateway: z.number().int(),
  ingestion: z.number().int(),
  simulator: z.number().int(),
  postgres: z.number().int(),
  nats: z.number().int(),
});
export type Ports = z.infer<typeof Ports>;

const USUAL: Ports = { gateway: 4000, ingestion: 4001, simulator: 4010, postgres: 54_329, nats: 42_229 };

/**
 * Free ports: those of the last start where they are free, the usual ones at first, any others otherwise. They are kept,
 * since TikTok's registration of the webhook and people's bookmarks name them.
 *
 * @param gateway the only acceptable port of the gateway, where one was asked for
 * @throws Failure when that one is taken
 */
export async function choosePorts(folder: DataFolder, gateway?: number): Promise<Ports> {
  const preferred = { ...USUAL, ...(await rememberedPorts(folder)), ...(gateway === undefined ? {} : { gateway }) };
  const ports: Ports = {
    gateway: await freePort(preferred.gateway),
    ingestion: await freePort(preferred.ingestion),
    simulator: await freePort(preferred.simulator),
    postgres: await freePort(preferred.postgres),
    nats: await freePort(preferred.nats),
  };
  if (gateway !== undefined && ports.gateway !== gateway) throw new Failure(`Port ${gateway} is taken.`);
  await writeFile(folder.file('ports.json'), `${JSON.stringify(ports, null, 2)}\n`);
  return ports;
}

async function rememberedPorts(folder: DataFolder): Promise<Partial<Ports>> {
  const text = await readFile(folder.file('ports.json'), 'utf8').catch(() => '{}');
  return Ports.partial().parse(JSON.parse(text));
}
