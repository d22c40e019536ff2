import type { PreFlightCode } from '@duet/contracts';

/** Why events of the app do not arrive here. */
export type WebhookFault = Extract<
  PreFlightCode,
  'app_rejected' | 'webhook_not_registered' | 'webhook_elsewhere' | 'webhook_unreachable' | 'webhook_secret_differs'
>;
