import type { Database } from '../storage/database.ts';
import type { Conversation, MediaFile, Message } from './entities.ts';

export class ConversationStore {
  readonly insert;
  private readonly byId;
  private readonly byPair;
  private readonly write;
  private readonly byAccount;
  private readonly byType;

  constructor(database: Database) {
    this.insert = database.inserter<Conversation>('conversations', [
      'conversationId',
      'openId',
      'customerId',
      'type',
      'lastInboundAt',
      'lastInboundSeq',
      'updatedAt',
      'unread',
      'blocked',
      'answeredBack',
      'referrals',
    ]);
    this.byId = database.prepare<Conversation>('select * from conversations where conversationId = ?');
    this.byPair = database.prepare<Conversation>('select * from conversations where openId = ? and customerId = ?');
    this.write = database.prepare(
      `update conversations set type = ?, lastInboundAt = ?, lastInboundSeq = ?, updatedAt = ?, unread = ?, blocked = ?,
       answeredBack = ?, referrals = ? where conversationId = ?`,
    );
    this.byAccount = database.prepare<Conversation>(
      'select * from conversations where openId = ? order by updatedAt desc limit ?',
    );
    this.byType = database.prepare<Conversation>(
      'select * from conversations where openId = ? and type = ? and updatedAt > ? order by updatedAt desc limit 100',
    );
  }

  find(conversationId: string): Conversation | undefined {
    return this.byId.get(conversationId);
  }

  between(openId: string, customerId: string): Conversation | undefined {
    return this.byPair.get(openId, customerId);
  }

  save(conversation: Conversation): void {
    this.write.run(
      conversation.type,
      conversation.lastInboundAt,
      conversation.lastInboundSeq,
      conversation.updatedAt,
      conversation.unread,
      conversation.blocked,
      conversation.answeredBack,
      conversation.referrals,
      conversation.conversationId,
    );
  }

  list(openId: string, limit: number): Conversation[] {
    return this.byAccount.all(openId, limit);
  }

  /** At most the 100 latest, as far as TikTok's list reaches. */
  listOfType(openId: string, type: string, updatedAfter: number): Conversation[] {
    return this.byType.all(openId, type, updatedAfter);
  }
}

export interface MessageFilter {
  sinceSeq?: number;
  account?: string;
  direction?: string;
  limit?: number;
}

export class MessageStore {
  private readonly insertRow;
  private readonly byId;
  private readonly newest;
  private readonly sentAfter;
  private readonly sentAfterTime;
  private readonly lastSent;
  private readonly select;
  private readonly writeReactions;

  constructor(database: Database) {
    this.insertRow = database.inserter<Omit<Message, 'seq'>>('messages', [
      'messageId',
      'conversationId',
      'openId',
      'at',
      'direction',
      'source',
      'type',
      'body',
      'referencedMessageId',
      'buttonPayload',
      'reactions',
    ]);
    this.byId = database.prepare<Message>('select * from messages where messageId = ?');
    this.newest = database.prepare<Message>(
      'select * from messages where conversationId = ? order by seq desc limit ?',
    );
    const countSent = "select count(*) as count from messages where conversationId = ? and direction = 'out' and";
    this.sentAfter = database.prepare<{ count: number }>(`${countSent} seq > ?`);
    this.sentAfterTime = database.prepare<{ count: number }>(`${countSent} at >= ?`);
    this.lastSent = database.prepare<{ at: number | null }>(
      "select max(at) as at from messages where conversationId = ? and direction = 'out'",
    );
    this.select = database.prepare<Message>(
      'select * from messages where seq > ?1 and (?2 is null or openId = ?2) and (?3 is null or direction = ?3) order by seq limit ?4',
    );
    this.writeReactions = database.prepare('update messages set reactions = ? where messageId = ?');
  }

  insert(message: Omit<Message, 'seq'>): Message {
    this.insertRow(message);
    return this.byId.get(message.messageId) ?? { ...message, seq: 0 };
  }

  find(messageId: string): Message | undefined {
    return this.byId.get(messageId);
  }

  latest(conversationId: string, limit: number): Message[] {
    return this.newest.all(conversationId, limit);
  }

  countSentAfter(conversationId: string, seq: number): number {
    return this.sentAfter.get(conversationId, seq)?.count ?? 0;
  }

  countSentSince(conversationId: string, at: number): number {
    return this.sentAfterTime.get(conversationId, at)?.count ?? 0;
  }

  lastSentAt(conversationId: string): number | null {
    return this.lastSent.get(conversationId)?.at ?? null;
  }

  list({ sinceSeq = 0, account, direction, limit = 10_000 }: MessageFilter): Message[] {
    return this.select.all(sinceSeq, account ?? null, direction ?? null, limit);
  }

  saveReactions(message: Message): void {
    this.writeReactions.run(message.reactions, message.messageId);
  }
}

export class MediaStore {
  readonly insert;
  private readonly byId;

  constructor(database: Database) {
    this.insert = database.inserter<MediaFile>('mediaFiles', [
      'mediaId',
      'openId',
      'kind',
      'mime',
      'content',
      'createdAt',
    ]);
    this.byId = database.prepare<MediaFile>('select * from mediaFiles where mediaId = ?');
  }

  find(mediaId: string): MediaFile | undefined {
    return this.byId.get(mediaId);
  }
}
