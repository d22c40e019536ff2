import type { Account, Customer } from '../accounts/entities.ts';
import type { Fault, FaultDefinition } from '../faults/entities.ts';
import type { LoggedRequest } from '../gateway/request-log.ts';
import type { Post } from '../posts/entities.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import type { AppConfig } from '../platform/app-config.ts';
import type { ClockChange } from '../platform/clock.ts';
import type { Settings } from '../platform/settings.ts';
import type { Delivery, DeliveryState } from '../webhooks/entities.ts';
import type { Action, ActionResult } from './actions.ts';

export interface GrantedTokens {
  access_token: string;
  refresh_token: string;
  open_id: string;
  scope: string;
}

/** Moves a simulator over HTTP, from the same process or another. Throws what the simulator answers with 4xx. */
export class ControlClient {
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  act(action: Action): Promise<ActionResult> {
    return this.post('/actions', action);
  }

  batch(actions: Action[]): Promise<(ActionResult | { error: string })[]> {
    return this.post('/batch', { actions });
  }

  clock(change: ClockChange): Promise<{ nowMs: number; offsetMs: number; realNowMs: number }> {
    return this.post('/clock', change);
  }

  settings(change: Partial<Settings>): Promise<Settings> {
    return this.post('/settings', change);
  }

  app(change: Partial<AppConfig>): Promise<AppConfig> {
    return this.post('/app', change);
  }

  fault(definition: FaultDefinition): Promise<Fault> {
    return this.post('/faults', definition);
  }

  clearFaults(): Promise<unknown> {
    return this.call('DELETE', '/faults');
  }

  account(account: {
    username: string;
    displayName?: string;
    kind?: Account['kind'];
    region?: string;
  }): Promise<Account> {
    return this.post('/accounts', account);
  }

  changeAccount(account: string, change: Partial<Pick<Account, 'kind' | 'region' | 'displayName'>>): Promise<Account> {
    return this.post(`/accounts/${encodeURIComponent(account)}`, change);
  }

  customer(customer: { username: string; displayName?: string; region?: string }): Promise<Customer> {
    return this.post('/customers', customer);
  }

  publishPost(post: { account?: string; caption: string }): Promise<Post> {
    return this.post('/posts', post);
  }

  /** Tokens without the consent page; all scopes when left out. */
  grant(account: string, scopes?: string[]): Promise<GrantedTokens> {
    return this.post(`/accounts/${encodeURIComponent(account)}/grants`, scopes ? { scopes } : {});
  }

  /** The owner takes permissions back in TikTok's app. */
  withdraw(account: string, scopes: readonly string[]): Promise<unknown> {
    return this.post(`/accounts/${encodeURIComponent(account)}/withdraw`, { scopes });
  }

  expireTokens(account: string, kind: 'access' | 'refresh'): Promise<unknown> {
    return this.post(`/accounts/${encodeURIComponent(account)}/expire-tokens`, { kind });
  }

  ledger(filter: { since?: number; kind?: string; account?: string; limit?: number } = {}): Promise<LedgerEntry[]> {
    return this.get('/ledger', filter);
  }

  deliveries(
    filter: { since?: number; state?: DeliveryState; event?: string; limit?: number } = {},
  ): Promise<{ counts: Record<DeliveryState, number>; deliveries: Delivery[] }> {
    return this.get('/deliveries', filter);
  }

  retryDeliveriesNow(): Promise<unknown> {
    return this.post('/deliveries/retry-now', {});
  }

  requests(filter: { path?: string; account?: string; since?: number } = {}): Promise<LoggedRequest[]> {
    return this.get('/requests', filter);
  }

  reset(options: { seed?: boolean } = {}): Promise<unknown> {
    return this.post('/reset', options);
  }

  /** Any read of the control API, e.g. `/thread` or `/posts/…/comments`. */
  get<Answer>(path: string, query: Record<string, string | number> = {}): Promise<Answer> {
    const pairs = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
    return this.call('GET', `${path}?${new URLSearchParams(pairs)}`);
  }

  private post<Answer>(path: string, body: object): Promise<Answer> {
    return this.call('POST', path, body);
  }

  private async call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.url}/_control${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} /_control${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }
}
