import type { FormData } from 'undici';

export interface AppCredentials {
  clientKey: string;
  clientSecret: string;
}

/** One connected TikTok account: its `open_id` (= `business_id`) and a valid access token. */
export interface AccountAccess {
  businessId: string;
  accessToken: string;
}

/** TikTok's ways of proving who calls: each names app id and secret differently. */
export type Auth =
  ({ kind: 'account' } & AccountAccess) | { kind: 'oauth-client' } | { kind: 'webhook-app' } | { kind: 'token-only' };

type QueryValue = string | number | boolean | readonly string[] | Readonly<Record<string, unknown>> | undefined;

export interface TikTokRequest {
  method: 'GET' | 'POST';
  /** TikTok's gateway answers 404 to a path without its closing slash. */
  path: `/${string}/`;
  auth: Auth;
  query?: Readonly<Record<string, QueryValue>>;
  json?: Readonly<Record<string, unknown>>;
  form?: FormData;
  /** Values inside `json` that must never show up in an error. */
  secrets?: readonly string[];
}

export interface BuiltRequest {
  url: string;
  headers: Record<string, string>;
  body: string | FormData | null;
  secrets: string[];
}

/** Turns a call into what travels. Arrays and objects in the query become JSON text; a `+` becomes `%2B`. */
export function buildRequest(baseUrl: string, app: AppCredentials, request: TikTokRequest): BuiltRequest {
  const { credentials, headers, secrets } = prove(request.auth, app);
  const inQuery = request.method === 'GET';
  const url = new URL(baseUrl.replace(/\/$/, '') + request.path);
  for (const [name, value] of Object.entries({ ...(inQuery ? credentials : {}), ...request.query })) {
    if (value !== undefined) url.searchParams.set(name, typeof value === 'object' ? JSON.stringify(value) : `${value}`);
  }
  const json = inQuery || request.form ? null : JSON.stringify({ ...credentials, ...request.json });
  return {
    url: url.href,
    headers: json === null ? headers : { ...headers, 'Content-Type': 'application/json' },
    body: request.form ?? json,
    secrets: [...secrets, ...(request.secrets ?? [])],
  };
}

interface Proof {
  credentials: Record<string, string>;
  headers: Record<string, string>;
  secrets: string[];
}

function prove(auth: Auth, { clientKey, clientSecret }: AppCredentials): Proof {
  switch (auth.kind) {
    case 'account':
      return { credentials: {}, headers: { 'Access-Token': auth.accessToken }, secrets: [auth.accessToken] };
    case 'oauth-client':
      return {
        credentials: { client_id: clientKey, client_secret: clientSecret },
        headers: {},
        secrets: [clientSecret],
      };
    case 'webhook-app':
      return { credentials: { app_id: clientKey, secret: clientSecret }, headers: {}, secrets: [clientSecret] };
    case 'token-only':
      return { credentials: { app_id: clientKey }, headers: {}, secrets: [] };
  }
}
