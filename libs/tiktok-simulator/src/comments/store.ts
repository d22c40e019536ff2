import type { Database } from '../storage/database.ts';
import type { Comment, CommentImage } from './entities.ts';

export interface CommentFilter {
  sinceSeq?: number;
  account?: string;
  limit?: number;
}

export class CommentStore {
  private readonly insertRow;
  private readonly byId;
  private readonly roots;
  private readonly replies;
  private readonly replyCount;
  private readonly postCount;
  private readonly write;
  private readonly deleteThread;
  private readonly select;

  constructor(database: Database) {
    this.insertRow = database.inserter<Omit<Comment, 'seq'>>('comments', [
      'commentId',
      'videoId',
      'openId',
      'rootId',
      'authorId',
      'owner',
      'text',
      'imageUri',
      'createdAt',
      'hidden',
      'hiddenChangeRealAt',
      'deletedAt',
      'likes',
      'liked',
    ]);
    this.byId = database.prepare<Comment>('select * from comments where commentId = ?');
    this.roots = database.prepare<Comment>(
      'select * from comments where videoId = ? and rootId is null and deletedAt is null order by seq',
    );
    this.replies = database.prepare<Comment>(
      'select * from comments where rootId = ? and deletedAt is null order by seq',
    );
    this.replyCount = database.prepare<{ count: number }>(
      'select count(*) as count from comments where rootId = ? and deletedAt is null',
    );
    this.postCount = database.prepare<{ count: number }>(
      'select count(*) as count from comments where videoId = ? and deletedAt is null',
    );
    this.write = database.prepare(
      'update comments set hidden = ?, hiddenChangeRealAt = ?, likes = ?, liked = ? where commentId = ?',
    );
    this.deleteThread = database.prepare(
      'update comments set deletedAt = ?1 where (commentId = ?2 or rootId = ?2) and deletedAt is null',
    );
    this.select = database.prepare<Comment>(
      'select * from comments where seq > ?1 and (?2 is null or openId = ?2) order by seq limit ?3',
    );
  }

  insert(comment: Omit<Comment, 'seq'>): void {
    this.insertRow(comment);
  }

  find(commentId: string): Comment | undefined {
    return this.byId.get(commentId);
  }

  rootsOf(videoId: string): Comment[] {
    return this.roots.all(videoId);
  }

  repliesOf(rootId: string): Comment[] {
    return this.replies.all(rootId);
  }

  countReplies(rootId: string): number {
    return this.replyCount.get(rootId)?.count ?? 0;
  }

  countOfPost(videoId: string): number {
    return this.postCount.get(videoId)?.count ?? 0;
  }

  save({ hidden, hiddenChangeRealAt, likes, liked, commentId }: Comment): void {
    this.write.run(hidden, hiddenChangeRealAt, likes, liked, commentId);
  }

  /** Replies go with their parent. */
  delete(commentId: string, at: number): void {
    this.deleteThread.run(at, commentId);
  }

  list({ sinceSeq = 0, account, limit = 10_000 }: CommentFilter): Comment[] {
    return this.select.all(sinceSeq, account ?? null, limit);
  }
}

export class CommentImageStore {
  readonly insert;
  private readonly byUri;

  constructor(database: Database) {
    this.insert = database.inserter<CommentImage>('commentImages', [
      'imageUri',
      'openId',
      'mime',
      'width',
      'height',
      'content',
    ]);
    this.byUri = database.prepare<CommentImage>('select * from commentImages where imageUri = ?');
  }

  find(imageUri: string): CommentImage | undefined {
    return this.byUri.get(imageUri);
  }
}
