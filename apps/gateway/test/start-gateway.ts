import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem, type Role } from '@duet/contracts';
import { startHarness } from '@duet/testing';
import { z } from 'zod';
import type { GatewayConfig } from '../src/config.ts';
import { runCommand } from '../src/provisioning/commands.ts';
import { gatewaySchema } from '../src/schema.ts';
import { defineGateway } from '../src/service.ts';
import { startOwners } from './owners.ts';

/** Booting takes longer than Jest's five seconds while the machine is busy. */

export const ORIGIN = 'http://duet.test';
export const PASSWORD = 'correct horse battery';

export interface Call {
  readonly cookie?: string;
  readonly bearer?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A gateway with its own database and broker, and stand-ins for the services behind it. */
export async function startGateway(settings: Partial<GatewayConfig> = {}) {
  const harness = await startHarness({ schemas: [gatewaySchema] });
  const config = {
    ...harness.config('gateway'),
    PUBLIC_URL: ORIGIN,
    TRUSTED_PROXIES: 1,
    EVENTS_HELD: 10_000,
    OFFLINE_AFTER_MS: 60_000,
    MEDIA_FOLDER: await mkdtemp(join(tmpdir(), 'gateway-media-')),
    ...settings,
  };
  const gateway = await harness.boot(defineGateway(config));
  const owners = await startOwners(harness, gateway);
  const environment = { DUET_OWNER_PASSWORD: PASSWORD, DUET_PERSON_PASSWORD: PASSWORD };

  const run = (...args: string[]) => runCommand(gateway.database, args, environment);

  /** Cookie calls come from the inbox's own pages, unless the headers say otherwise. */
  function call(method: string, path: string, { cookie, bearer, body, headers = {} }: Call = {}): Promise<Response> {
    return fetch(`${gateway.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(cookie ? { cookie, origin: ORIGIN } : {}),
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }

  async function createWorkspace(email: string, plan: 'free' | 'paid' = 'paid'): Promise<string> {
    const made = await run(
      'create-workspace',
      '--name',
      'Shop',
      '--plan',
      plan,
      '--owner-email',
      email,
      '--owner-name',
      'Olga',
    );
    return z.object({ workspaceId: z.uuid() }).parse(made).workspaceId;
  }

  async function createApiKey(workspaceId: string, role: Role): Promise<string> {
    const made = await run('create-api-key', '--workspace', workspaceId, '--role', role, '--name', `${role} key`);
    return z.object({ apiKey: z.string() }).parse(made).apiKey;
  }

  /** Signs in and gives back the cookie, as a browser would send it. */
  async function signIn(email: string): Promise<string> {
    const response = await call('POST', '/api/v1/session', { body: { email, password: PASSWORD } });
    if (response.status !== 200) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
    return cookieOf(response);
  }

  async function stop(): Promise<void> {
    await harness.stop();
    await rm(config.MEDIA_FOLDER, { recursive: true });
  }

  return { harness, gateway, owners, config, run, call, createWorkspace, createApiKey, signIn, stop };
}

export type TestGateway = Awaited<ReturnType<typeof startGateway>>;

export const cookieOf = (response: Response): string => (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

/** Status and code of a refusal. */
export async function refusalOf(response: Response): Promise<[status: number, code: string]> {
  return [response.status, Problem.parse(await response.json()).code];
}
