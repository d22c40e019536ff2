import type { FastifyInstance } from 'fastify';
import { registerLive } from './live.ts';
import { observationRoutes } from './observation-routes.ts';
import { openApi } from './openapi.ts';
import type { ControlContext, ControlRoute } from './route.ts';
import { settingsRoutes } from './settings-routes.ts';
import { worldRoutes } from './world-routes.ts';

export const controlRoutes: ControlRoute[] = [...settingsRoutes, ...worldRoutes, ...observationRoutes];

/** The control API: not TikTok's, but the hand that moves this one. Everything below `/_control`. */
export function registerControl(app: FastifyInstance, context: ControlContext): void {
  const description = openApi(controlRoutes);
  app.get('/_control/openapi.json', async () => description);
  registerLive(app, context.platform);
  for (const route of controlRoutes) {
    app.route<{ Params: Record<string, string> }>({
      method: route.method,
      url: `/_control${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      schema: { ...(route.query && { querystring: route.query }), ...(route.body && { body: route.body }) },
      // A body is optional wherever its schema asks for nothing.
      preValidation: async (request) => {
        if (route.body) request.body ??= {};
      },
      handler: async ({ params, query, body }) => {
        const perform = () => route.perform(context, { params, query, body });
        return route.method === 'GET' ? perform() : context.platform.commit(perform);
      },
    });
  }
}
