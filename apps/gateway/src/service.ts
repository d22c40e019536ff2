import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import type { ServiceDefinition } from '@duet/service-kit';
import type { GatewayConfig } from './config.ts';
import { GatewayModule } from './gateway.module.ts';
import { Api } from './http/api.ts';
import { serveInbox } from './http/inbox-files.ts';
import { securityHeaders } from './http/security-headers.ts';
import { gatewaySchema } from './schema.ts';

/** The longest text of a message, four bytes a character, with room for the rest. */
const BODY_LIMIT = 128 * 1024;

export const defineGateway = (config: GatewayConfig): ServiceDefinition => ({
  name: 'gateway',
  module: GatewayModule,
  schema: gatewaySchema,
  config,
  http: true,
  bodyLimit: BODY_LIMIT,
  async configureHttp(app) {
    await app.register(cookie);
    await app.register(helmet, securityHeaders(config.PUBLIC_URL));
    const fastify = app.getHttpAdapter().getInstance();
    if (config.INBOX_DIST) await serveInbox(fastify, config.INBOX_DIST);
    app.get(Api).register(fastify);
  },
});
