import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ChannelType, Rejection, Role, UploadView } from '@duet/contracts';
import type { StoredMedia } from '@duet/storage';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { memberRoute, type Route } from '../http/route.ts';
import { byteRange } from './byte-range.ts';
import { MediaFiles } from './media-files.ts';

@Injectable()
export class MediaRoutes {
  constructor(private readonly files: MediaFiles) {}

  routes(): Route[] {
    return [
      memberRoute(
        {
          id: 'uploadImage',
          method: 'POST',
          path: '/media',
          summary: 'Hand in an image for a reply; it is fitted to what the channel takes',
          request: z.object({ file: z.file(), for: ChannelType }),
          takes: 'multipart/form-data',
          roles: Role.options,
          status: 201,
          answer: UploadView,
          refusals: [
            'too_large',
            'unsupported_content',
            'image_type',
            'image_unreadable',
            'image_too_large',
            'image_too_many_pixels',
            'image_shape',
          ],
        },
        async ({ file, for: channelType }, { workspace }) =>
          this.files.keepImage(workspace.id, new Uint8Array(await file.arrayBuffer()), channelType),
      ),
      memberRoute(
        {
          id: 'getMedia',
          method: 'GET',
          path: '/media/{id}',
          summary: 'A picture or video of a message; `Range` asks for a part of it',
          request: z.object({ id: z.uuid() }),
          roles: Role.options,
          status: 200,
          answer: null,
          sends: ['image/*', 'video/*'],
          refusals: ['not_found'],
        },
        async ({ id }, { workspace }, { request, reply }) => {
          const media = await this.files.storage.find(workspace.id, id);
          if (!media) throw new Rejection('not_found');
          this.#send(workspace.id, media, request, reply);
        },
      ),
    ];
  }

  /** A media id always means the same bytes, so a browser may keep them; a shared cache may not. */
  #send(workspaceId: string, media: StoredMedia, request: FastifyRequest, reply: FastifyReply): void {
    const etag = `"${media.sha256}"`;
    reply.headers({
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'accept-ranges': 'bytes',
      etag,
    });
    if (request.headers['if-none-match'] === etag) return void reply.code(304).send();
    const range = byteRange(request.headers.range, media.size);
    if (range === 'unsatisfiable') {
      return void reply.code(416).header('content-range', `bytes */${media.size}`).send();
    }
    const { start, end } = range ?? { start: 0, end: media.size - 1 };
    reply.headers({
      'content-type': media.contentType,
      'content-disposition': `inline; filename="${media.mediaId}.${extensionOf(media.contentType)}"`,
      'content-length': end - start + 1,
    });
    if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${media.size}`);
    reply.send(Readable.from(this.files.storage.read(workspaceId, media.mediaId, range ?? undefined)));
  }
}

const extensionOf = (contentType: string): string =>
  contentType.replace(/^.*\//, '').replace('jpeg', 'jpg').replace('quicktime', 'mov');
