import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Simulator, type SimulatorOptions, seedIds, startSimulator } from '../src/index.ts';
import { startReceiver, type Receiver } from './receiver.ts';

export const account = seedIds.businessAccount;
export const appId = '7600000000000000001';
export const secret = 'sim-app-secret-0001';

export type Envelope = { code: number; message: string; request_id: string; data: Record<string, any> };

/** A second client of the platform, with nothing but fetch. */
export class World {
  simulator: Simulator;
  readonly receiver: Receiver;
  readonly options: SimulatorOptions;
  token = '';

  constructor(simulator: Simulator, receiver: Receiver, options: SimulatorOptions) {
    this.simulator = simulator;
    this.receiver = receiver;
    this.options = options;
  }

  get control() {
    return this.simulator.control;
  }

  async post(path: string, body: object, token: string = this.token): Promise<Envelope> {
    return (await (await this.raw(path, body, token)).json()) as Envelope;
  }

  raw(path: string, body: object, token: string = this.token): Promise<Response> {
    return fetch(`${this.simulator.url}/open_api/v1.3${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== '' && { 'Access-Token': token }) },
      body: JSON.stringify(body),
    });
  }

  async get(path: string, query: Record<string, string>, token: string = this.token): Promise<Envelope> {
    const url = `${this.simulator.url}/open_api/v1.3${path}?${new URLSearchParams(query)}`;
    const response = await fetch(url, { headers: token === '' ? {} : { 'Access-Token': token } });
    return (await response.json()) as Envelope;
  }

  async upload(path: string, fields: Record<string, string>, name: string, file: Buffer): Promise<Envelope> {
    const form = new FormData();
    for (const [key, value] of Object.entries(fields)) form.set(key, value);
    form.set(name, new Blob([new Uint8Array(file)], { type: 'image/png' }), 'picture.png');
    const url = `${this.simulator.url}/open_api/v1.3${path}`;
    const response = await fetch(url, { method: 'POST', headers: { 'Access-Token': this.token }, body: form });
    return (await response.json()) as Envelope;
  }

  async subscribe(url: string = this.receiver.url): Promise<void> {
    for (const eventType of ['DIRECT_MESSAGE', 'COMMENT']) {
      const body = { app_id: appId, secret, event_type: eventType, callback_url: url };
      await this.post('/business/webhook/update/', body, '');
    }
  }

  /** A customer writes; @returns the conversation's id */
  async customerWrites(text: string, customer = 'ana_pe'): Promise<string> {
    const { conversationId } = await this.control.act({ do: 'dm', customer, text });
    return String(conversationId);
  }

  send(conversationId: string, text: string): Promise<Envelope> {
    return this.post('/business/message/send/', {
      business_id: account,
      recipient_type: 'CONVERSATION',
      recipient: conversationId,
      message_type: 'TEXT',
      text: { body: text },
    });
  }

  /** Connects anew, as an access token lives 24 hours of the platform's time. */
  async reconnect(): Promise<void> {
    this.token = (await this.control.grant('sim.store')).access_token;
  }

  async restart(): Promise<void> {
    await this.simulator.close();
    this.simulator = await startSimulator(this.options);
  }
}

const opened: { world: World; folder: string }[] = [];

/** A fresh simulator whose delays are zero, with the app connected and subscribed. */
export async function openWorld(options: Partial<SimulatorOptions> = {}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'duet-simulator-'));
  const receiver = await startReceiver();
  const now = { min: 0, max: 0 };
  const full: SimulatorOptions = {
    dbFile: join(folder, 'simulator.db'),
    ...options,
    settings: {
      echoDelay: now,
      echoBeforeResponse: 0,
      ownCommentPublicDelay: now,
      visibilityDelay: now,
      retryScale: 0.001,
      allowLoopbackRedirect: true,
      ...options.settings,
    },
  };
  const world = new World(await startSimulator(full), receiver, full);
  opened.push({ world, folder });
  await world.subscribe();
  await world.reconnect();
  return world;
}

export async function closeWorlds(): Promise<void> {
  for (const { world, folder } of opened.splice(0)) {
    await world.simulator.close();
    await world.receiver.close();
    rmSync(folder, { recursive: true });
  }
}
