import { operations, rejections } from '@duet/contracts';
import { fastify } from 'fastify';
import { z } from 'zod';
import { startGateway, type TestGateway } from '../../test/start-gateway.ts';
import { Api } from './api.ts';

let gateway: TestGateway;
let document: z.infer<typeof OpenApi>;
let text: string;

const Operation = z.object({
  operationId: z.string(),
  summary: z.string().min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z
    .array(z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']), required: z.boolean() }))
    .default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: z.looseObject({}) })) }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string() })),
});
const OpenApi = z.object({
  openapi: z.literal('3.1.0'),
  servers: z.tuple([z.object({ url: z.literal('/api/v1') })]),
  paths: z.record(
    z.string(),
    z.record(z.enum(['get', 'post', 'delete']).or(z.never()), Operation).or(z.looseObject({})),
  ),
  components: z.object({
    schemas: z.record(z.string(), z.looseObject({})),
    securitySchemes: z.record(z.string(), z.unknown()),
  }),
});

beforeAll(async () => {
  gateway = await startGateway();
  text = await (await gateway.call('GET', '/api/v1/openapi.json')).text();
  document = OpenApi.parse(JSON.parse(text));
});
afterAll(() => gateway.stop());

const described = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation: Operation.parse(operation) })),
  );

test('every route that the server has is described, and every described route is there', async () => {
  const registered: string[] = [];
  const server = fastify();
  server.addHook('onRoute', ({ method, url }) => void registered.push(`${[method].flat().join()} ${url}`));
  gateway.gateway.app.get(Api).register(server);
  const inDocument = described().map(
    ({ method, path }) => `${method.toUpperCase()} /api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
  );
  expect(inDocument.toSorted()).toEqual(registered.toSorted());
});

test('no described route is unknown to the running server', async () => {
  for (const { method, path } of described()) {
    const response = await gateway.call(method.toUpperCase(), `/api/v1${path.replaceAll(/\{\w+\}/g, 'x')}`, {
      headers: { authorization: 'Bearer duet_wrong' },
    });
    expect([path, response.status === 404]).toEqual([path, false]);
    await response.body?.cancel();
  }
});

test('operation ids are unique, and each operation of the contracts is among them with its status', () => {
  const all = described();
  expect(new Set(all.map(({ operation }) => operation.operationId)).size).toBe(all.length);
  for (const { id, method, path, status } of operations) {
    const found = all.find(({ operation }) => operation.operationId === id);
    expect([found?.method, found?.path]).toEqual([method.toLowerCase(), path]);
    expect(Object.keys(found?.operation.responses ?? {})).toContain(String(status));
  }
});

test('path parameters are described, and what the gateway fills in is not asked for', () => {
  for (const { path, operation } of described()) {
    const inPath = operation.parameters.filter(({ in: place }) => place === 'path').map(({ name }) => name);
    expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  }
  const bodyOf = (id: string): unknown =>
    described().find(({ operation }) => operation.operationId === id)?.operation.requestBody?.content[
      'application/json'
    ]?.schema;
  expect(bodyOf('hideComment')).toBeUndefined();
  expect(bodyOf('connectTikTok')).toMatchObject({ properties: { channelId: { format: 'uuid' } } });
  expect(JSON.stringify(bodyOf('connectTikTok'))).not.toMatch(/sessionId|plan/);
  expect(bodyOf('reply')).toMatchObject({ properties: { text: { type: 'string' }, imageId: { format: 'uuid' } } });
  expect(bodyOf('reply')).not.toHaveProperty('properties.image');
  expect(bodyOf('addNote')).toMatchObject({ required: ['text'] });
});

test('what each role may do is told from the table by which requests are let in', async () => {
  const bearer = await gateway.createApiKey(await gateway.createWorkspace('roles@shop.test'), 'agent');
  const response = await gateway.call('GET', '/api/v1/roles', { bearer });
  const { actions } = z
    .object({ actions: z.array(z.object({ id: z.string(), roles: z.array(z.string()) })) })
    .parse(await response.json());
  const routes = gateway.gateway.app.get(Api).routes.filter(({ access }) => access !== 'public');
  expect(actions).toEqual(
    routes.filter(({ id }) => id !== 'listRoles').map(({ id, access }) => ({ id, roles: access })),
  );
  expect(actions.find(({ id }) => id === 'invite')?.roles).toEqual(['owner', 'admin']);
});

test('writes take an Idempotency-Key, and everything but signing in and the document asks for credentials', () => {
  const takesKey = described().filter(({ operation }) =>
    operation.parameters.some(({ name }) => name === 'Idempotency-Key'),
  );
  const writes = operations.filter(({ asks }) => asks.writes).map(({ id }) => id);
  expect(takesKey.map(({ operation }) => operation.operationId).toSorted()).toEqual(writes.toSorted());
  const open = described().filter(({ operation }) => operation.security.length === 0);
  expect(open.map(({ operation }) => operation.operationId).toSorted()).toEqual([
    'askForPassword',
    'getDocument',
    'join',
    'lookAtInvitation',
    'redeemOwnerLink',
    'signIn',
    'signOut',
  ]);
});

test('every reference leads somewhere, and the problem names every code', () => {
  const references = text.match(/"\$ref":"([^"]+)"/g) ?? [];
  expect(references.length).toBeGreaterThan(20);
  for (const reference of new Set(references)) {
    const name = /#\/components\/schemas\/(\w+)/.exec(reference)?.[1] ?? reference;
    expect(Object.keys(document.components.schemas)).toContain(name);
  }
  expect(document.components.schemas['Problem']).toMatchObject({
    properties: { code: { enum: Object.keys(rejections) } },
  });
});
