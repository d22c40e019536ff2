import type { ControlRoute, JsonSchema } from './route.ts';

const answers = {
  200: { description: 'Done', content: { 'application/json': { schema: {} } } },
  400: { description: 'The request does not fit its schema' },
  404: { description: 'Something named does not exist' },
  409: { description: 'Not possible in this state' },
};

/** OpenAPI 3.1 from the same schemas that check the requests. */
export function openApi(routes: ControlRoute[]): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = `/_control${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return { openapi: '3.1.0', info: { title: 'TikTok simulator: control API', version: '1' }, paths };
}

function operation({ method, path, summary, query, body }: ControlRoute): JsonSchema {
  const pathParameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[/{}-]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    parameters: [...pathParameters, ...queryParameters(query)],
    ...(body && { requestBody: { content: { 'application/json': { schema: body } } } }),
    responses: answers,
  };
}

function queryParameters(query: JsonSchema | undefined): JsonSchema[] {
  const required = Array.isArray(query?.['required']) ? query['required'] : [];
  return Object.entries(query?.['properties'] ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}
