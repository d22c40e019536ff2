import { Injectable } from '@nestjs/common';
import {
  commentContent,
  type CommentReceived,
  type Content,
  isFetched,
  type MessageEchoed,
  type MessageReceived,
  reactions,
} from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Event, type Publish, ReactsTo } from '@duet/messaging';
import type { MediaSource } from './media-fetch.ts';
import { MediaFetchStore, type MediaSeen } from './media-fetch.store.ts';
import { MediaFetcher } from './media-fetcher.ts';

type Seen = Event<typeof MessageReceived | typeof MessageEchoed | typeof CommentReceived>;

/** Notes pictures and videos that came; they are fetched later, and nobody waits for them. */
@Injectable()
export class FetchMedia {
  constructor(
    private readonly fetches: MediaFetchStore,
    private readonly fetcher: MediaFetcher,
  ) {}

  @ReactsTo(reactions.fetchMedia)
  async handle(events: readonly Seen[], tx: Tx): Promise<Publish[]> {
    const seen = events.flatMap(seenIn);
    if (seen.length === 0) return [];
    await this.fetches.enqueue(tx, seen, new Date());
    tx.afterCommit(() => this.fetcher.wake());
    return [];
  }
}

function seenIn(event: Seen): MediaSeen[] {
  const { workspaceId, data } = event;
  const at = { workspaceId, accountId: data.accountId, channelId: data.channelId };
  if (event.type === 'ingestion.comment.received') {
    const { commentId, videoId, text } = event.data;
    if (!isFetched(commentContent(text))) return [];
    return [{ ...at, externalId: commentId, source: { kind: 'comment', videoId } }];
  }
  // What was sent through the interface is ours: we have it.
  if (event.type === 'ingestion.message.echoed' && event.data.source === 'api') return [];
  const source = sourceOf(event.data.content, event.data.conversationId);
  return source ? [{ ...at, externalId: event.data.messageId, source }] : [];
}

function sourceOf(content: Content, conversationId: string): MediaSource | null {
  switch (content.type) {
    case 'image':
    case 'video': {
      const { platformMediaId: mediaId, type } = content;
      return mediaId === null ? null : { kind: 'direct', conversationId, mediaId, mediaType: type };
    }
    case 'sticker':
    case 'emoji':
      return { kind: 'address', url: content.url };
    case 'text':
    case 'shared_post':
    case 'card':
    case 'unsupported':
      return null;
  }
}
