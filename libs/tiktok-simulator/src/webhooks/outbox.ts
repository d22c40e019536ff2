import type { FaultInjector } from '../faults/injector.ts';
import type { OAuthStore } from '../oauth/store.ts';
import type { AppStore } from '../platform/app-config.ts';
import type { PlatformClock } from '../platform/clock.ts';
import type { Delivery, EventType } from './entities.ts';
import type { DeliveryStore, SubscriptionStore } from './store.ts';

export interface Event {
  eventType: EventType;
  event: string;
  openId: string;
  /** Platform milliseconds. */
  at: number;
  /** The inner JSON document, already serialised. */
  content: string;
  /** Real milliseconds before the first attempt. */
  delayMs: number;
  /** The post, for subscriptions with an item list. */
  itemId?: string;
}

const neededScope: Partial<Record<EventType, string>> = {
  DIRECT_MESSAGE: 'message.list.read',
  COMMENT: 'comment.list',
};

/** Turns events into stored deliveries, inside the transaction of what caused them. */
export class WebhookOutbox {
  private readonly subscriptions: SubscriptionStore;
  private readonly deliveries: DeliveryStore;
  private readonly oauth: OAuthStore;
  private readonly app: AppStore;
  private readonly clock: PlatformClock;
  private readonly faults: FaultInjector;
  private created: Delivery[] = [];

  constructor(
    subscriptions: SubscriptionStore,
    deliveries: DeliveryStore,
    oauth: OAuthStore,
    app: AppStore,
    clock: PlatformClock,
    faults: FaultInjector,
  ) {
    this.subscriptions = subscriptions;
    this.deliveries = deliveries;
    this.oauth = oauth;
    this.app = app;
    this.clock = clock;
    this.faults = faults;
  }

  /** @returns the id of the delivery, or undefined when nobody is subscribed or the account's grant does not cover it */
  emit(event: Event): number | undefined {
    if (!this.isWanted(event)) return undefined;
    const fault = this.faults.forWebhook(event.openId, event.event);
    const now = this.clock.realNow();
    const delivery = {
      eventType: event.eventType,
      event: event.event,
      openId: event.openId,
      body: this.envelope(event),
      state: fault.drop ? ('dropped' as const) : ('pending' as const),
      attempts: 0,
      createdRealAt: now,
      nextRealAt: now + event.delayMs + fault.delayMs,
      firstAttemptRealAt: null,
      acknowledgedRealAt: null,
      lastStatus: null,
      lastError: null,
    };
    const first = this.deliveries.insert(delivery);
    if (!fault.drop) {
      this.created.push(first);
      for (let copy = 0; copy < fault.copies; copy++) this.created.push(this.deliveries.insert(delivery));
    }
    return first.id;
  }

  /** Hands over what the committed transaction created. */
  take(): Delivery[] {
    const created = this.created;
    this.created = [];
    return created;
  }

  private isWanted({ eventType, openId, itemId }: Event): boolean {
    const subscription = this.subscriptions.find(eventType);
    if (!subscription) return false;
    const items: string[] = JSON.parse(subscription.itemList);
    if (items.length > 0 && itemId !== undefined && !items.includes(itemId)) return false;
    const scope = neededScope[eventType];
    return scope === undefined || this.oauth.grantedScopes(openId).includes(scope);
  }

  private envelope({ event, openId, at, content }: Event): string {
    return JSON.stringify({
      client_key: this.app.current.clientKey,
      event,
      create_time: Math.floor(at / 1000),
      user_openid: openId,
      content,
    });
  }
}
