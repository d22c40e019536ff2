import type { Database } from './database.ts';

/** Single values that outlive a restart: id sequence, clock offset, settings, app configuration. */
export class Meta {
  private readonly read;
  private readonly write;
  private readonly increment;

  constructor(database: Database) {
    this.read = database.prepare<{ value: string }>('select value from meta where key = ?');
    this.write = database.prepare(
      'insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
    );
    this.increment = database.prepare<{ value: string }>(
      "insert into meta (key, value) values (?, '1') on conflict (key) do update set value = cast(value as integer) + 1 returning value",
    );
  }

  get(key: string): string | undefined {
    return this.read.get(key)?.value;
  }

  set(key: string, value: string): void {
    this.write.run(key, value);
  }

  next(sequence: string): number {
    return Number(this.increment.get(sequence)?.value);
  }
}
