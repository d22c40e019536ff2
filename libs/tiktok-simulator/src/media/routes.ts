import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Platform } from '../platform/platform.ts';
import { picture } from './picture.ts';

type Named = { Params: { kind: string; name: string }; Querystring: { 'x-expires'?: string } };

const sizes: Record<string, [number, number]> = {
  avatar: [96, 96],
  post: [270, 480],
  sticker: [128, 128],
  emoji: [64, 64],
};

/** Pictures behind the URLs of MediaUrls. */
export function registerMedia(app: FastifyInstance, platform: Platform): void {
  app.get<Named>('/media/:kind/:name', async (request, reply) => {
    const { kind, name } = request.params;
    const expires = request.query['x-expires'];
    if (expires !== undefined && Number(expires) * 1000 < platform.clock.now())
      return reply.code(403).send('URL expired');
    if (kind === 'dm') return sendDirectMessageMedia(platform, name, request.headers['x-user'], reply);
    if (kind === 'comment') return sendStored(reply, platform.commentImages.find(name));
    const size = sizes[kind];
    if (!size) return reply.code(404).send('not found');
    return reply.type('image/png').send(picture(`${kind}/${name}`, ...size));
  });
}

/** The token travels in `x-user` here, unlike everywhere else (tiktok-api.md §1.3). */
function sendDirectMessageMedia(
  platform: Platform,
  mediaId: string,
  header: string | string[] | undefined,
  reply: FastifyReply,
): FastifyReply {
  const media = platform.media.find(mediaId);
  const token = typeof header === 'string' ? platform.oauth.find(header) : undefined;
  const usable =
    token?.kind === 'access' &&
    token.openId === media?.openId &&
    !platform.oauth.isDead(token) &&
    !platform.oauth.isExpired(token);
  return usable ? sendStored(reply, media) : reply.code(403).send('x-user: access token is invalid');
}

function sendStored(reply: FastifyReply, file: { mime: string; content: Uint8Array } | undefined): FastifyReply {
  if (!file) return reply.code(404).send('not found');
  return reply.type(file.mime).send(Buffer.from(file.content));
}
