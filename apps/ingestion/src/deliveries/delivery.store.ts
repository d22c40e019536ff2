import { Injectable } from '@nestjs/common';
import { Database } from '@duet/database';

/** A webhook as it came: nothing is parsed before it is on disk. */
export interface Delivery {
  readonly id: string;
  readonly rawKey: Buffer;
  readonly body: Buffer;
  /** False: genuine, but signed more than 300 s away from our clock. */
  readonly fresh: boolean;
  readonly receivedAt: Date;
  readonly traceparent: string | undefined;
}

@Injectable()
export class DeliveryStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Keeps deliveries in one statement; those whose bytes are known already are left out. */
  async insert(deliveries: readonly Delivery[]): Promise<void> {
    await this.#database.query(
      `WITH given AS (
         SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::boolean[], $5::timestamptz[], $6::text[])
           AS given (id, raw_key, body, fresh, received_at, traceparent)
       ), known AS (
         INSERT INTO delivery_keys (raw_key, day, delivery_id)
         SELECT DISTINCT ON (raw_key) raw_key, (received_at AT TIME ZONE 'UTC')::date, id FROM given ORDER BY raw_key
         ON CONFLICT DO NOTHING RETURNING day, delivery_id
       )
       INSERT INTO deliveries (day, id, body, fresh, received_at, traceparent)
       SELECT known.day, id, body, fresh, received_at, traceparent FROM given JOIN known ON delivery_id = id`,
      [
        deliveries.map(({ id }) => id),
        deliveries.map(({ rawKey }) => rawKey),
        deliveries.map(({ body }) => body),
        deliveries.map(({ fresh }) => fresh),
        deliveries.map(({ receivedAt }) => receivedAt),
        deliveries.map(({ traceparent }) => traceparent ?? null),
      ],
    );
  }
}
