import type { Account } from '../accounts/entities.ts';
import type { Scope } from '../oauth/scopes.ts';
import type { Platform } from '../platform/platform.ts';
import type { Params } from './params.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };
export type Data = { [key: string]: Json | undefined };

interface Route {
  method: 'GET' | 'POST';
  /** Below `/open_api/v1.3`, with both slashes. */
  path: string;
}

/** Called by the application itself, which proves itself in the parameters. */
export interface AppEndpoint extends Route {
  caller: 'app';
  perform(platform: Platform, params: Params): Data;
}

/** Called for an account with its access token. */
export interface AccountEndpoint extends Route {
  caller: 'account';
  scope?: Scope;
  /** Direct messages: business accounts in supported regions only. */
  messaging?: true;
  perform(platform: Platform, call: AccountCall): Data | Answer;
}

export interface AccountCall {
  params: Params;
  account: Account;
  scopes: string[];
  tokenFingerprint: string;
}

/** An answer that waits until a webhook has been attempted, for the echo that outruns its response. */
export class Answer {
  readonly data: Data;
  readonly afterDelivery: number | undefined;

  constructor(data: Data, afterDelivery: number | undefined) {
    this.data = data;
    this.afterDelivery = afterDelivery;
  }
}

export type Endpoint = AppEndpoint | AccountEndpoint;
