import type { Database } from '../storage/database.ts';
import type { Account, Customer } from './entities.ts';

export class AccountStore {
  readonly insert;
  private readonly byIdOrName;
  private readonly everyone;
  private readonly write;

  constructor(database: Database) {
    this.insert = database.inserter<Account>('accounts', [
      'openId',
      'username',
      'displayName',
      'authorId',
      'kind',
      'region',
      'createdAt',
    ]);
    this.byIdOrName = database.prepare<Account>('select * from accounts where openId = ?1 or username = ?1');
    this.everyone = database.prepare<Account>('select * from accounts order by rowid');
    this.write = database.prepare('update accounts set kind = ?, region = ?, displayName = ? where openId = ?');
  }

  find(openIdOrUsername: string): Account | undefined {
    return this.byIdOrName.get(openIdOrUsername);
  }

  list(): Account[] {
    return this.everyone.all();
  }

  change(account: Account): void {
    this.write.run(account.kind, account.region, account.displayName, account.openId);
  }
}

export class CustomerStore {
  readonly insert;
  private readonly byIdOrName;
  private readonly page;

  constructor(database: Database) {
    this.insert = database.inserter<Customer>('customers', [
      'uniqueIdentifier',
      'userId',
      'username',
      'displayName',
      'region',
      'isFollower',
    ]);
    this.byIdOrName = database.prepare<Customer>(
      'select * from customers where uniqueIdentifier = ?1 or username = ?1',
    );
    this.page = database.prepare<Customer>('select * from customers order by rowid limit ?');
  }

  find(idOrUsername: string): Customer | undefined {
    return this.byIdOrName.get(idOrUsername);
  }

  list(limit: number): Customer[] {
    return this.page.all(limit);
  }
}
