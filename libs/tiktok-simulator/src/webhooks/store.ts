import type { Database } from '../storage/database.ts';
import type { Delivery, DeliveryState, EventType, Subscription } from './entities.ts';

export class SubscriptionStore {
  private readonly byType;
  private readonly write;
  private readonly remove;

  constructor(database: Database) {
    this.byType = database.prepare<Subscription>('select * from subscriptions where eventType = ?');
    this.write = database.prepare(
      `insert into subscriptions (eventType, callbackUrl, itemList) values (?1, ?2, ?3)
       on conflict (eventType) do update set callbackUrl = ?2, itemList = ?3`,
    );
    this.remove = database.prepare('delete from subscriptions where eventType = ?');
  }

  find(eventType: EventType): Subscription | undefined {
    return this.byType.get(eventType);
  }

  save({ eventType, callbackUrl, itemList }: Subscription): void {
    this.write.run(eventType, callbackUrl, itemList);
  }

  delete(eventType: EventType): void {
    this.remove.run(eventType);
  }
}

export interface DeliveryFilter {
  sinceId?: number;
  state?: string;
  event?: string;
  limit?: number;
}

export class DeliveryStore {
  private readonly insertRow;
  private readonly lastId;
  private readonly byId;
  private readonly select;
  private readonly count;
  private readonly write;
  private readonly dueTimes;
  private readonly makeDue;

  constructor(database: Database) {
    this.insertRow = database.inserter<Omit<Delivery, 'id'>>('deliveries', [
      'eventType',
      'event',
      'openId',
      'body',
      'state',
      'attempts',
      'createdRealAt',
      'nextRealAt',
      'firstAttemptRealAt',
      'acknowledgedRealAt',
      'lastStatus',
      'lastError',
    ]);
    this.lastId = database.prepare<{ id: number }>('select last_insert_rowid() as id');
    this.byId = database.prepare<Delivery>('select * from deliveries where id = ?');
    this.select = database.prepare<Delivery>(
      'select * from deliveries where id > ?1 and (?2 is null or state = ?2) and (?3 is null or event = ?3) order by id limit ?4',
    );
    this.count = database.prepare<{ state: DeliveryState; count: number }>(
      'select state, count(*) as count from deliveries group by state',
    );
    this.write = database.prepare(
      `update deliveries set state = ?, attempts = ?, nextRealAt = ?, firstAttemptRealAt = ?, acknowledgedRealAt = ?,
       lastStatus = ?, lastError = ? where id = ?`,
    );
    this.dueTimes = database.prepare<Delivery>("select * from deliveries where state = 'pending' order by nextRealAt");
    this.makeDue = database.prepare("update deliveries set nextRealAt = ? where state = 'pending'");
  }

  insert(delivery: Omit<Delivery, 'id'>): Delivery {
    this.insertRow(delivery);
    return { ...delivery, id: this.lastId.get()?.id ?? 0 };
  }

  find(id: number): Delivery | undefined {
    return this.byId.get(id);
  }

  list({ sinceId = 0, state, event, limit = 1000 }: DeliveryFilter): Delivery[] {
    return this.select.all(sinceId, state ?? null, event ?? null, limit);
  }

  counts(): Record<DeliveryState, number> {
    const counts = { pending: 0, acknowledged: 0, dropped: 0, expired: 0 };
    for (const { state, count } of this.count.all()) counts[state] = count;
    return counts;
  }

  pending(): Delivery[] {
    return this.dueTimes.all();
  }

  makeAllDue(realAt: number): void {
    this.makeDue.run(realAt);
  }

  save(delivery: Delivery): void {
    this.write.run(
      delivery.state,
      delivery.attempts,
      delivery.nextRealAt,
      delivery.firstAttemptRealAt,
      delivery.acknowledgedRealAt,
      delivery.lastStatus,
      delivery.lastError,
      delivery.id,
    );
  }
}
