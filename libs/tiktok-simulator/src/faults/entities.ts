export const requestFaults = [
  'latency',
  'hang',
  'refuse',
  'http_error',
  'lost_response',
  'truncated_response',
] as const;
export const webhookFaults = [
  'drop_webhook',
  'duplicate_webhook',
  'delay_webhook',
  'reorder_webhooks',
  'bad_signature',
] as const;
export const echoFaults = ['echo_off', 'echo_late', 'echo_before_response'] as const;
export const faultKinds = [...requestFaults, ...webhookFaults, ...echoFaults] as const;

export type FaultKind = (typeof faultKinds)[number];

export interface FaultDefinition {
  kind: FaultKind;
  /** open_id; without it every account. */
  account?: string;
  /** Path below /open_api/v1.3, e.g. `/business/message/send/`; without it every endpoint. */
  endpoint?: string;
  /** Webhook event, e.g. `comment.update`; without it every event. */
  event?: string;
  /** How often it strikes before it is used up; without it until removed. */
  count?: number;
  /** Chance per occasion, 1 by default. */
  probability?: number;
  /** Makes the chances repeatable. */
  seed?: number;
  /** Length of latency, hang, delays; the width of the reordering. */
  ms?: number;
  /** For `refuse`, 40100 by default. */
  code?: number;
  message?: string;
  /** For `http_error`, 502 by default. */
  status?: number;
  html?: boolean;
  /** Whether a refused, failed or hanging call takes effect nevertheless. */
  performed?: boolean;
  /** For `duplicate_webhook`: additional deliveries, 1 by default. */
  copies?: number;
}

export interface Fault extends FaultDefinition {
  id: number;
  /** null: unlimited. */
  remaining: number | null;
}
