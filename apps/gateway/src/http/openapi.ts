import { messageDefinitions, Problem, rejections, type RejectionCode } from '@duet/contracts';
import { z } from 'zod';
import { type JsonSchema, JsonSchemas } from './json-schema.ts';
import { hasBody, type Route } from './route.ts';

const everywhere: readonly RejectionCode[] = ['bad_request', 'internal'];
const withBody: readonly RejectionCode[] = ['unsupported_media_type', 'too_large'];
const members: readonly RejectionCode[] = ['unauthenticated', 'forbidden', 'no_answer'];

/** The OpenAPI 3.1 document of these routes. */
export function openApiDocument(routes: readonly Route[]) {
  const schemas = new JsonSchemas();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: describe(route, schemas) };
  }
  const problem = schemas.of(Problem.extend({ code: z.enum(Object.keys(rejections)) }), 'output');
  const event = { oneOf: ticketEvents(schemas) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Duet',
      version: '1',
      description: 'Tickets from TikTok direct messages and comments. Changes within a version are additive.',
    },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      schemas: { ...schemas.components, Problem: problem, TicketEvent: event },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of the workspace, `duet_…`' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'duet_session',
          description: '`__Host-duet` where https is used',
        },
      },
    },
  };
}

function describe(route: Route, schemas: JsonSchemas) {
  const request = schemas.of(route.request, 'input');
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
  const fields = Object.entries(request.properties ?? {}).filter(([name]) => !route.provided?.includes(name));
  const required = new Set(request.required ?? []);
  const free = fields.filter(([name]) => !inPath.includes(name));
  const parameters = [
    ...fields
      .filter(([name]) => inPath.includes(name))
      .map(([name, schema]) => ({ name, in: 'path', required: true, schema })),
    ...(route.method === 'GET'
      ? free.map(([name, schema]) => ({ name, in: 'query', required: required.has(name), schema }))
      : []),
    ...(route.idempotent ? [idempotencyKey] : []),
    ...(route.streams ? [lastEventId] : []),
  ];
  const isMemberRoute = route.access !== 'public';
  return {
    operationId: route.id,
    summary: route.summary,
    ...(isMemberRoute ? { 'x-roles': route.access } : {}),
    security: isMemberRoute ? [{ apiKey: [] }, { session: [] }] : [],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(hasBody(route) && free.length > 0 ? { requestBody: body(free, required, route.takes) } : {}),
    responses: { [route.status]: answer(route, schemas), ...refusals(route) },
  };
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A repetition with the same key and request changes nothing and gets the first answer.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

const lastEventId = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'The last id that was received: what came after it is sent first.',
  schema: { type: 'string', pattern: '^[0-9a-z]+-[0-9]+$' },
};

function body(
  fields: readonly [string, JsonSchema][],
  required: ReadonlySet<string>,
  mediaType: string = 'application/json',
) {
  const mandatory = fields.map(([name]) => name).filter((name) => required.has(name));
  const schema = {
    type: 'object',
    properties: Object.fromEntries(fields),
    ...(mandatory.length > 0 ? { required: mandatory } : {}),
  };
  return { required: mandatory.length > 0, content: { [mediaType]: { schema } } };
}

function answer(route: Route, schemas: JsonSchemas) {
  if (route.streams) {
    const schema = { type: 'string', description: 'The data of each unnamed event is a `TicketEvent` as JSON.' };
    return { description: route.summary, content: { [route.streams]: { schema } } };
  }
  if (route.sends) {
    const schema = { type: 'string', format: 'binary' };
    return { description: route.summary, content: Object.fromEntries(route.sends.map((type) => [type, { schema }])) };
  }
  if (!route.answer) return { description: 'Done' };
  return {
    description: route.summary,
    content: { 'application/json': { schema: schemas.of(route.answer, 'output') } },
  };
}

function refusals(route: Route) {
  const codes = [
    ...everywhere,
    ...(hasBody(route) ? withBody : []),
    ...(route.access === 'public' ? [] : members),
    ...(route.refusals ?? []),
  ];
  const byStatus = Map.groupBy(new Set(codes), (code) => rejections[code][0]);
  const described = [...byStatus].map(([status, group]) => [status, refusal(group.join(', '))]);
  return { ...Object.fromEntries(described), default: refusal('Any other refusal') };
}

const refusal = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

function ticketEvents(schemas: JsonSchemas): JsonSchema[] {
  const shown = messageDefinitions.filter(({ kind, owner }) => kind === 'evt' && owner === 'ticketing');
  return shown.map(({ type, data }) => ({
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid' },
      type: { const: type },
      occurredAt: { type: 'string', format: 'date-time' },
      workspaceId: { type: 'string', format: 'uuid' },
      sequence: { type: ['integer', 'null'], description: 'Number of the event within its ticket.' },
      data: schemas.of(data, 'output'),
    },
    required: ['id', 'type', 'occurredAt', 'workspaceId', 'sequence', 'data'],
  }));
}
