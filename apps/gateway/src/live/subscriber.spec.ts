import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defaultSettings, newId } from '@duet/contracts';
import type { Caller } from '../http/route.ts';
import { Ring } from './ring.ts';
import { Subscriber } from './subscriber.ts';

const workspaceId = newId();
const caller: Caller = {
  actor: { kind: 'api_key', id: newId(), name: 'key', role: 'agent', workspaceId },
  workspace: { id: workspaceId, name: 'Shop', plan: 'paid', settings: defaultSettings },
  sessionId: newId(),
  email: null,
};

/** One response of a real server, and what its client read of it so far. */
async function openResponse() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const arrived = new Promise<ServerResponse>((resolve) =>
    server.on('request', (_request, response) => resolve(response)),
  );
  const reading = fetch(`http://127.0.0.1:${port}`).then((response) => response.text());
  const out = await arrived;
  return {
    out,
    async read(): Promise<string> {
      out.end();
      return reading.finally(() => server.close());
    },
  };
}

const pushTo = (ring: Ring, workspace = workspaceId): void => {
  const position = ring.head + 1;
  ring.push(position, { position, workspaceId: workspace, json: `{"n":${position}}` });
};

test('a heartbeat is a comment with the place that the client has reached, events of others included', async () => {
  const { out, read } = await openResponse();
  const ring = new Ring('e', 0, 10);
  const subscriber = new Subscriber(caller, out, () => undefined);
  subscriber.goLive(subscriber.helloAt(new Date(0), ring), () => undefined);
  for (let turn = 0; turn < 3; turn += 1) pushTo(ring, newId());
  subscriber.follow(ring);
  subscriber.heartbeat();
  expect(await read()).toMatch(/: heartbeat\nid: e-3\n\n$/);
});

test('nothing live comes before a client is up to date', async () => {
  const { out, read } = await openResponse();
  const ring = new Ring('e', 0, 10);
  const subscriber = new Subscriber(caller, out, () => undefined);
  subscriber.hello(new Date(0));
  subscriber.resumeAt('e', 0);
  pushTo(ring);
  subscriber.follow(ring);
  subscriber.heartbeat();
  await subscriber.replay([{ position: 1, workspaceId, json: '{"n":1}' }], 1);
  pushTo(ring);
  subscriber.goLive(ring, () => subscriber.follow(ring));
  const text = await read();
  expect(text.match(/^id: .*$/gm)).toEqual(['id: e-1', 'id: e-2']);
});

test('another ring resets, even under the same epoch', async () => {
  const { out, read } = await openResponse();
  const ring = new Ring('e', 5, 10);
  const subscriber = new Subscriber(caller, out, () => undefined);
  subscriber.goLive(subscriber.helloAt(new Date(0), ring), () => undefined);
  const shorter = new Ring('e', 2, 10);
  subscriber.follow(shorter);
  pushTo(shorter);
  subscriber.follow(shorter);
  expect(await read()).toMatch(/id: e-2\nevent: reset\ndata: \{\}\n\nid: e-3\ndata: \{"n":3\}\n\n$/);
});

test('a client that fell out of the ring is cut off', async () => {
  const { out, read } = await openResponse();
  let tooSlow = 0;
  const ring = new Ring('e', 0, 2);
  const subscriber = new Subscriber(caller, out, () => (tooSlow += 1));
  subscriber.goLive(subscriber.helloAt(new Date(0), ring), () => undefined);
  for (let turn = 0; turn < 3; turn += 1) pushTo(ring);
  subscriber.follow(ring);
  expect(tooSlow).toBe(1);
  expect(subscriber.isOpen).toBe(false);
  await expect(read()).rejects.toThrow();
});
