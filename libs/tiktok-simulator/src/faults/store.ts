import type { Database } from '../storage/database.ts';
import type { Fault, FaultDefinition } from './entities.ts';

export class FaultStore {
  private readonly insert;
  private readonly all;
  private readonly write;
  private readonly deleteOne;
  private readonly deleteAll;

  constructor(database: Database) {
    this.insert = database.prepare<{ id: number }>(
      'insert into faults (definition, remaining) values (?, ?) returning id',
    );
    this.all = database.prepare<{ id: number; definition: string; remaining: number | null }>(
      'select * from faults order by id',
    );
    this.write = database.prepare('update faults set remaining = ? where id = ?');
    this.deleteOne = database.prepare('delete from faults where id = ?');
    this.deleteAll = database.prepare('delete from faults');
  }

  add(definition: FaultDefinition): Fault {
    const remaining = definition.count ?? null;
    const id = this.insert.get(JSON.stringify(definition), remaining)?.id ?? 0;
    return { ...definition, id, remaining };
  }

  list(): Fault[] {
    return this.all.all().map(({ id, definition, remaining }) => ({ ...JSON.parse(definition), id, remaining }));
  }

  saveRemaining(fault: Fault): void {
    this.write.run(fault.remaining, fault.id);
  }

  remove(id: number): void {
    this.deleteOne.run(id);
  }

  clear(): void {
    this.deleteAll.run();
  }
}
