import { z } from 'zod';
import { openApiDocument } from './openapi.ts';
import { publicRoute, type Route } from './route.ts';

/** Serves the document of the other routes and of itself. */
export function documentRoute(others: readonly Route[]): Route {
  let document: Readonly<Record<string, unknown>> | undefined;
  const route: Route = publicRoute(
    {
      id: 'getDocument',
      method: 'GET',
      path: '/openapi.json',
      summary: 'This API as OpenAPI 3.1',
      request: z.object({}),
      status: 200,
      answer: z.record(z.string(), z.unknown()),
    },
    async (): Promise<Record<string, unknown>> => (document ??= openApiDocument([...others, route])),
  );
  return route;
}
