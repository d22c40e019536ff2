import type { z } from 'zod';
import { Failure } from '../command.ts';

type Credentials = { readonly apiKey: string } | { readonly cookie: string; readonly origin: string };

/** Duet's REST API, used as anybody outside uses it. */
export class DuetApi {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  /** @param url with the version */
  constructor(url: string, credentials: Credentials) {
    this.#url = url;
    this.#headers =
      'apiKey' in credentials
        ? { authorization: `Bearer ${credentials.apiKey}` }
        : { cookie: credentials.cookie, origin: credentials.origin };
  }

  /** Signs in as a browser does. */
  static async signIn(url: string, login: { readonly email: string; readonly password: string }): Promise<DuetApi> {
    const { origin } = new URL(url);
    const answer = await fetch(`${url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify(login),
    });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    if (!answer.ok || cookie === undefined) throw new Failure(`Signing in: ${answer.status} ${await answer.text()}`);
    return new DuetApi(url, { cookie, origin });
  }

  get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
    return this.#call(path, { headers: this.#headers }, schema);
  }

  post<Schema extends z.ZodType>(
    path: string,
    body: object,
    schema: Schema,
    idempotencyKey?: string,
  ): Promise<z.output<Schema>> {
    const headers = {
      ...this.#headers,
      'content-type': 'application/json',
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    };
    return this.#call(path, { method: 'POST', headers, body: JSON.stringify(body) }, schema);
  }

  async #call<Schema extends z.ZodType>(path: string, request: RequestInit, schema: Schema): Promise<z.output<Schema>> {
    const answer = await fetch(`${this.#url}${path}`, { ...request, signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) throw new Failure(`${request.method ?? 'GET'} ${path}: ${answer.status} ${await answer.text()}`);
    return schema.parse(await answer.json());
  }
}
