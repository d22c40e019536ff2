import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { registerControl } from './control/register.ts';
import { ControlRefusal } from './control/refusal.ts';
import type { ControlContext } from './control/route.ts';
import { answerUnreadable, answerUnrouted, registerApi } from './gateway/api.ts';
import { readMultipart } from './gateway/multipart.ts';
import { registerMedia } from './media/routes.ts';
import { registerConsent } from './oauth/consent-routes.ts';
import { registerPhone } from './phone/routes.ts';

const bodyLimit = 32 * 1024 * 1024;

/** TikTok's API, its consent page, its media addresses; and, not TikTok's, the control API and the phone page. */
export function buildServer(context: ControlContext): FastifyInstance {
  const app = Fastify({
    bodyLimit,
    forceCloseConnections: true,
    ajv: { customOptions: { removeAdditional: false, discriminator: true, allowUnionTypes: true } },
  });
  readForms(app);
  registerApi(app, context.platform, context.requests);
  registerConsent(app, context.platform);
  registerMedia(app, context.platform);
  registerControl(app, context);
  registerPhone(app, context.platform);
  app.setNotFoundHandler(answerUnrouted);
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error instanceof ControlRefusal) return problem(error.status, error.message);
    const status = error.statusCode ?? 500;
    if (status < 500 && request.url.startsWith('/open_api/')) return answerUnreadable(reply);
    if (status >= 500) process.stderr.write(`${error.stack}\n`);
    return problem(status, error.message);

    function problem(code: number, detail: string) {
      return reply.code(code).type('application/problem+json').send({ status: code, detail });
    }
  });
  return app;
}

function readForms(app: FastifyInstance): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) => {
    done(null, new URLSearchParams(String(body)));
  });
  app.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer' },
    async (request: { headers: { 'content-type'?: string } }, body: Buffer) => {
      try {
        return await readMultipart(body, request.headers['content-type'] ?? '');
      } catch (error) {
        throw Object.assign(new Error('malformed multipart body', { cause: error }), { statusCode: 400 });
      }
    },
  );
}
