import { MessageReceived, newId, WorkspaceChanged } from '@duet/contracts';
import { changed, workspaceId } from '../test/parts.ts';
import { publish } from './publish.ts';
import { decode, headersOf, MalformedMessage } from './wire.ts';

const cause = { id: newId(), correlationId: newId(), traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };
const message = publish(WorkspaceChanged, {
  workspaceId,
  cause,
  occurredAt: new Date('2026-11-21T10:00:00.123Z'),
  data: { name: 'Café + "Söhne" %41', plan: 'paid', version: 3 },
  sequence: 9,
});
const headers = headersOf(message, 'Café + "Söhne" %41');
const payload = new TextEncoder().encode(JSON.stringify(message.data));

const read = (changes: Record<string, string> = {}, data = payload) => {
  const all: Record<string, string> = { ...headers, ...changes };
  return decode([WorkspaceChanged], (name) => all[name] ?? '', data);
};

test('a message travels as CloudEvents 1.0 in binary mode, with what headers cannot hold percent-encoded', () => {
  expect(headers).toEqual({
    'ce-specversion': '1.0',
    'content-type': 'application/json',
    'ce-id': message.id,
    'ce-type': 'gateway.workspace.changed.v1',
    'ce-source': '/duet/gateway',
    'ce-time': '2026-11-21T10:00:00.123Z',
    'ce-workspaceid': workspaceId,
    'ce-correlationid': cause.correlationId,
    'ce-causationid': cause.id,
    'ce-partitionkey': 'Caf%C3%A9%20%2B%20%22S%C3%B6hne%22%20%2541',
    'ce-sequence': '9',
    traceparent: cause.traceparent,
  });
});

test('it is read back as it was written', () => {
  expect(read()).toEqual({
    id: message.id,
    type: 'gateway.workspace.changed',
    occurredAt: '2026-11-21T10:00:00.123Z',
    workspaceId,
    correlationId: cause.correlationId,
    causationId: cause.id,
    partitionKey: 'Café + "Söhne" %41',
    sequence: 9,
    traceparent: cause.traceparent,
    data: message.data,
  });
});

test('a message without sequence and trace has neither header', () => {
  const plain = headersOf(changed('x'), 'x');
  expect(Object.keys(plain)).not.toContain('ce-sequence');
  expect(Object.keys(plain)).not.toContain('traceparent');
});

test.each([
  ['without an id', { 'ce-id': '' }, 'header ce-id is missing'],
  ['whose id is no UUID', { 'ce-id': 'seven' }, 'header ce-id is no UUIDv7'],
  ['whose id tells no day', { 'ce-id': '0b8a9b5e-4f57-4a8b-9d3e-7a2f5f5d9f10' }, 'header ce-id is no UUIDv7'],
  ['of a day beyond all dates', { 'ce-id': 'ffffffff-ffff-7000-8000-000000000000' }, 'header ce-id is no UUIDv7'],
  ['without a workspace', { 'ce-workspaceid': '' }, 'header ce-workspaceid is missing'],
  ['of a workspace that is none', { 'ce-workspaceid': "x' OR 1=1" }, 'header ce-workspaceid is no UUID'],
  ['without a type', { 'ce-type': '' }, 'header ce-type is missing'],
  ['of a type nobody consumes', { 'ce-type': 'gateway.person.changed.v1' }, 'is not consumed here'],
  ['without a time', { 'ce-time': '' }, 'header ce-time is missing'],
  ['whose time is none', { 'ce-time': 'soon' }, 'header ce-time is no time'],
])('a message %s is malformed', (_what, changes, reason) => {
  expect(() => read(changes)).toThrow(MalformedMessage);
  expect(() => read(changes)).toThrow(reason);
});

test('data that is no JSON, or breaks its schema, is malformed and says where', () => {
  expect(() => read({}, new TextEncoder().encode('{"name":'))).toThrow('the data is not JSON');
  expect(() => read({}, new TextEncoder().encode('{"name":"x","plan":"golden","version":1}'))).toThrow('"plan"');
  expect(() => decode([MessageReceived], (name) => headers[name] ?? '', payload)).toThrow('is not consumed here');
});
