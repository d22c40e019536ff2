import { Injectable } from '@nestjs/common';
import { type Operation, operations, type UploadView } from '@duet/contracts';
import { Questions } from '@duet/messaging';
import { parseRequest } from '../http/request.ts';
import type { Caller, Fields, Http, Route } from '../http/route.ts';
import { MediaFiles } from '../media/media-files.ts';

/** Every operation of the contracts as a route: its owner is asked, and answers or refuses. */
@Injectable()
export class OperationRoutes {
  constructor(
    private readonly questions: Questions,
    private readonly files: MediaFiles,
  ) {}

  routes(): Route[] {
    return operations.map((operation) => ({
      id: operation.id,
      method: operation.method,
      path: operation.path,
      summary: operation.summary,
      request: operation.asks.request,
      provided: [
        ...Object.keys(operation.fixed ?? {}),
        ...(operation.session ?? []),
        ...(operation.upload ? ['image'] : []),
      ],
      status: operation.status,
      answer: operation.asks.answer,
      idempotent: operation.asks.writes,
      refusals: ['not_found', 'no_answer'],
      access: operation.roles,
      handle: (fields, caller, http) => this.#ask(operation, fields, caller, http),
    }));
  }

  /** The owner parses the fields again, so they travel as they came and not as parsing left them. */
  async #ask(operation: Operation, fields: Fields, caller: Caller, { idempotencyKey }: Http): Promise<unknown> {
    const { plan, settings } = caller.workspace;
    const known = { sessionId: caller.sessionId, plan, settings };
    const fromSession = Object.fromEntries((operation.session ?? []).map((name) => [name, known[name]]));
    const given = { ...fields, ...operation.fixed, ...fromSession, ...(operation.upload ? { image: undefined } : {}) };
    parseRequest(operation.asks.request, given);
    const request = operation.upload ? { ...given, image: await this.#upload(fields['imageId'], caller) } : given;
    return this.questions.ask(
      operation.asks,
      request,
      caller.actor,
      idempotencyKey === undefined ? {} : { requestId: idempotencyKey },
    );
  }

  /** @throws Rejection `image_gone` */
  async #upload(imageId: unknown, { workspace }: Caller): Promise<UploadView | undefined> {
    if (typeof imageId !== 'string') return undefined;
    return this.files.findUpload(workspace.id, imageId);
  }
}
