import type { Database } from '../storage/database.ts';
import type { Post } from './entities.ts';

export class PostStore {
  readonly insert;
  private readonly byId;
  private readonly older;

  constructor(database: Database) {
    this.insert = database.inserter<Post>('posts', [
      'itemId',
      'openId',
      'mediaType',
      'caption',
      'createdAt',
      'likes',
      'isAd',
    ]);
    this.byId = database.prepare<Post>('select * from posts where itemId = ?');
    this.older = database.prepare<Post>(
      'select * from posts where openId = ? and createdAt < ? order by createdAt desc, itemId desc limit ?',
    );
  }

  find(itemId: string): Post | undefined {
    return this.byId.get(itemId);
  }

  listOlderThan(openId: string, before: number, limit: number): Post[] {
    return this.older.all(openId, before, limit);
  }
}
