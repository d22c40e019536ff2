import { newId } from '@duet/contracts';
import { until } from '../until.ts';

export interface ApiAnswer {
  readonly status: number;
  // The answer of any route; tests look into it by name.
  readonly body: Record<string, unknown>;
}

/** The REST API as a program with an API key, or a browser with a session, uses it. */
export class Api {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  /** @param url the gateway, without a path */
  constructor(url: string, headers: Readonly<Record<string, string>>) {
    this.#url = `${url}/api/v1`;
    this.#headers = headers;
  }

  static withKey(url: string, apiKey: string): Api {
    return new Api(url, { authorization: `Bearer ${apiKey}` });
  }

  static async signIn(url: string, credentials: { email: string; password: string }): Promise<Api> {
    const response = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify(credentials),
    });
    if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
    const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    return new Api(url, { cookie, origin: url });
  }

  /** Asks again while the service in charge does not answer in time, as a program does. */
  async get(path: string): Promise<ApiAnswer> {
    let answer = await this.#call('GET', path);
    await until(`an answer to ${path}`, async () => {
      if (answer.status === 503) answer = await this.#call('GET', path);
      return answer.status !== 503;
    });
    return answer;
  }

  /** @param requestId the Idempotency-Key; made anew when left out */
  post(path: string, body: object = {}, requestId: string = newId()): Promise<ApiAnswer> {
    return this.#call('POST', path, body, { 'idempotency-key': requestId });
  }

  async #call(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ApiAnswer> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: { ...this.#headers, ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : {} };
  }
}
