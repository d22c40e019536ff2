import { fetch as undiciFetch, type RequestInit, type Response } from 'undici';
import type { z } from 'zod';
import { buildRequest, type AppCredentials, type TikTokRequest } from './build-request.ts';
import { createDispatcher, isConnectFailure } from './dispatcher.ts';
import { TikTokForeignAddress, TikTokHttpError, TikTokUnreachable } from './errors.ts';
import { isMediaAddress, TIKTOK_MEDIA_HOSTS } from './media-hosts.ts';
import { readAnswer } from './read-answer.ts';
import { redactedCause } from './redact.ts';

export const TIKTOK_BASE_URL = 'https://business-api.tiktok.com/open_api/v1.3';

export interface TikTokClientOptions extends AppCredentials {
  /** With the version, without a closing slash: `TIKTOK_BASE_URL`, or a simulator's. */
  baseUrl: string;
  /** Asked for key and secret whenever a call proves the app with them; where left out those above are it. */
  currentApp?: () => Promise<AppCredentials>;
  /** For the whole call, body included; connecting may take half of it. */
  timeoutMs: number;
  /** Domains from which media may be fetched; TikTok's when left out. */
  mediaHosts?: readonly string[];
  /** Replaces undici's fetch. A failure of it always counts as performed 'maybe'. */
  fetch?: typeof undiciFetch;
}

export interface Download {
  contentType: string | null;
  body: AsyncIterable<Uint8Array>;
}

/** The transport under the functions of this library. It never logs and never retries. */
export interface TikTokClient {
  /** @throws TikTokError of every kind */
  call<T>(request: TikTokRequest, data: z.ZodType<T>): Promise<T>;
  /**
   * Opens a media URL. `timeoutMs` covers the reading of the body too.
   *
   * @param accessToken for direct-message media; null for what anybody may see (stickers, comment images)
   * @throws TikTokHttpError | TikTokUnreachable (while reading the body as well) | TikTokForeignAddress
   */
  download(url: string, accessToken: string | null): Promise<Download>;
  /** Closes idle connections; calls in flight finish first. */
  close(): Promise<void>;
}

export function createTikTokClient(options: TikTokClientOptions): TikTokClient {
  const { baseUrl, timeoutMs, mediaHosts = TIKTOK_MEDIA_HOSTS, fetch = undiciFetch } = options;
  const { currentApp = () => Promise.resolve(options) } = options;
  const dispatcher = createDispatcher(timeoutMs / 2);

  const exchange = async <T>(
    call: string,
    secrets: string[],
    url: string,
    init: RequestInit,
    read: (response: Response) => Promise<T>,
  ): Promise<T> => {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      return await read(await fetch(url, { ...init, redirect: 'manual', signal, dispatcher }));
    } catch (error) {
      throw new TikTokUnreachable(call, isConnectFailure(error) ? 'no' : 'maybe', redactedCause(error, secrets));
    }
  };

  return {
    async call(request, data) {
      const call = `${request.method} ${request.path}`;
      const app = request.auth.kind === 'account' ? options : await currentApp();
      const { url, headers, body, secrets } = buildRequest(baseUrl, app, request);
      const answer = await exchange(
        call,
        secrets,
        url,
        { method: request.method, headers, body },
        async (response) => ({
          status: response.status,
          retryAfter: response.headers.get('retry-after'),
          text: await response.text(),
        }),
      );
      return readAnswer(call, answer, data, secrets);
    },

    async download(url, accessToken) {
      const call = 'GET media download_url';
      if (!isMediaAddress(url, mediaHosts, baseUrl)) throw new TikTokForeignAddress(call);
      const secrets = accessToken === null ? [] : [accessToken];
      const headers = accessToken === null ? {} : { 'x-user': accessToken };
      const response = await exchange(call, secrets, url, { headers }, async (opened) => opened);
      if (!response.ok || response.body === null) {
        await response.body?.cancel();
        throw new TikTokHttpError(call, response.status);
      }
      return {
        contentType: response.headers.get('content-type'),
        body: readBody(call, response.body, secrets),
      };
    },

    close: () => dispatcher.close(),
  };
}

async function* readBody(
  call: string,
  body: AsyncIterable<Uint8Array>,
  secrets: readonly string[],
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw new TikTokUnreachable(call, 'maybe', redactedCause(error, secrets));
  }
}
