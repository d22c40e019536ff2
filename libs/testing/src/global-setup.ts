import { registerHooks } from 'node:module';
import type { RunServers } from './run-servers.ts';

let servers: RunServers | undefined;

/** Jest's `globalSetup`, which asks for a default export and loads it outside its own resolver, hence the hook. */
export default async function setUp(): Promise<void> {
  registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, { ...context, conditions: [...context.conditions, 'source'] }),
  });
  const { startRunServers } = await import('./run-servers.ts');
  servers = await startRunServers();
}

export async function tearDown(): Promise<void> {
  await servers?.stop();
}
