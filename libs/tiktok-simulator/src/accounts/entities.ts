import type { Flag } from '../storage/database.ts';

export interface Account {
  openId: string;
  username: string;
  displayName: string;
  /** The `unique_identifier` under which the account's own comments appear; not its open_id. */
  authorId: string;
  kind: 'BUSINESS' | 'PERSONAL';
  /** ISO 3166 country of registration. */
  region: string;
  createdAt: number;
}

export interface Customer {
  uniqueIdentifier: string;
  userId: string;
  username: string;
  displayName: string;
  region: string;
  isFollower: Flag;
}
