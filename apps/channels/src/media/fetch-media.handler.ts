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
import { type SeenComment, CommentImageLookupStore } from '../comments/comment-image-lookup.store.ts';
import { CommentImages } from '../comments/comment-images.ts';
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
    private readonly commentImages: CommentImageLookupStore,
    private readonly images: CommentImages,
  ) {}

  @ReactsTo(reactions.fetchMedia)
  async handle(events: readonly Seen[], tx: Tx): Promise<Publish[]> {
    const now = new Date();
    await this.fetches.enqueue(tx, events.flatMap(seenIn), now);
    await this.commentImages.enqueue(tx, events.flatMap(commentIn), now);
    tx.afterCommit(() => {
      this.fetcher.wake();
      this.images.wake();
    });
    return [];
  }
}

function seenIn(event: Seen): MediaSeen[] {
  const { workspaceId, data } = event;
  const at = { workspaceId, accountId: data.accountId, channelId: data.channelId };
  if (event.type === 'ingestion.comment.received') {
    const { commentId, imageUrl } = event.data;
    return imageUrl ? [{ ...at, externalId: commentId, source: { kind: 'address', url: imageUrl } }] : [];
  }
  // What was sent through the interface is ours: we have it.
  if (event.type === 'ingestion.message.echoed' && event.data.source === 'api') return [];
  const source = sourceOf(event.data.content, event.data.conversationId);
  return source ? [{ ...at, externalId: event.data.messageId, source }] : [];
}

/** A comment of which only a webhook told; of history only what would be empty without its image is looked up. */
function commentIn(event: Seen): SeenComment[] {
  if (event.type !== 'ingestion.comment.received') return [];
  const { workspaceId } = event;
  const { accountId, channelId, commentId, videoId, text, imageUrl, origin } = event.data;
  const hasText = !isFetched(commentContent(text));
  if (imageUrl || (hasText && (imageUrl === null || origin === 'imported'))) return [];
  return [{ workspaceId, accountId, channelId, commentId, videoId, hasText }];
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
