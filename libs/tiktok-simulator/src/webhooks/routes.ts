import type { AppEndpoint, Data } from '../gateway/endpoint.ts';
import type { Params } from '../gateway/params.ts';
import { refuse } from '../gateway/refusal.ts';
import type { Platform } from '../platform/platform.ts';
import { eventTypes, type Subscription } from './entities.ts';

const maxItems = 100;

export const updateWebhook: AppEndpoint = {
  method: 'POST',
  path: '/business/webhook/update/',
  caller: 'app',
  perform(platform, params) {
    checkApp(platform, params);
    const eventType = params.oneOf('event_type', eventTypes);
    const callbackUrl = params.text('callback_url');
    if (!URL.canParse(callbackUrl) || !/^https?:/.test(callbackUrl)) refuse(40002, 'callback_url: must be a URL');
    const added = params.texts('item_list') ?? [];
    if (added.length > 0 && eventType !== 'COMMENT') refuse(40002, 'item_list: only for COMMENT');
    // Additive and sticky: once set, leaving it out no longer means "all posts" (tiktok-api.md §6.1).
    const items = [...new Set([...itemsOf(platform.subscriptions.find(eventType)), ...added])];
    if (items.length > maxItems) refuse(40002, `item_list: at most ${maxItems}`);
    const subscription = { eventType, callbackUrl, itemList: JSON.stringify(items) };
    platform.subscriptions.save(subscription);
    platform.ledger.record({ kind: 'webhook.update', target: { eventType, callbackUrl }, result: {} });
    return show(platform, eventType, subscription);
  },
};

export const listWebhook: AppEndpoint = {
  method: 'GET',
  path: '/business/webhook/list/',
  caller: 'app',
  perform(platform, params) {
    checkApp(platform, params);
    const eventType = params.oneOf('event_type', eventTypes);
    return show(platform, eventType, platform.subscriptions.find(eventType));
  },
};

export const deleteWebhook: AppEndpoint = {
  method: 'POST',
  path: '/business/webhook/delete/',
  caller: 'app',
  perform(platform, params) {
    checkApp(platform, params);
    const eventType = params.oneOf('event_type', eventTypes);
    const subscription = platform.subscriptions.find(eventType);
    const removed = params.texts('item_list');
    const left = itemsOf(subscription).filter((item) => !removed?.includes(item));
    if (subscription && removed && left.length > 0) {
      platform.subscriptions.save({ ...subscription, itemList: JSON.stringify(left) });
    } else {
      platform.subscriptions.delete(eventType);
    }
    platform.ledger.record({ kind: 'webhook.delete', target: { eventType }, result: {} });
    return show(platform, eventType, platform.subscriptions.find(eventType));
  },
};

function checkApp(platform: Platform, params: Params): void {
  const { clientKey, clientSecret } = platform.app.current;
  if (params.text('app_id') !== clientKey || params.text('secret') !== clientSecret) {
    refuse(40101, 'App id and secret do not match.');
  }
}

function itemsOf(subscription: Subscription | undefined): string[] {
  return subscription ? JSON.parse(subscription.itemList) : [];
}

function show(platform: Platform, eventType: string, subscription: Subscription | undefined): Data {
  const items = itemsOf(subscription);
  return {
    app_id: platform.app.current.clientKey,
    event_type: eventType,
    ...(subscription && { callback_url: subscription.callbackUrl }),
    ...(items.length > 0 && { item_list: items }),
  };
}
