import { Injectable } from '@nestjs/common';
import { type AccountAccess, listComments, listMessages, MAX_COMMENT_IDS } from '@duet/tiktok-api';
import type { AccountKey } from '../accounts/account.ts';
import { TikTok } from '../tiktok/tiktok.ts';
import { AccountCalls } from '../tokens/account-calls.ts';
import type { ContactLookup, Description } from './contact-lookup.ts';

/** What one call to TikTok answers: a conversation, or up to 30 comments of one post (H17). */
export interface Inquiry {
  readonly key: AccountKey;
  readonly place:
    { kind: 'conversation'; conversationId: string } | { kind: 'comments'; videoId: string; ids: string[] };
  readonly lookups: readonly ContactLookup[];
}

export function inquiriesFor(lookups: readonly ContactLookup[]): Inquiry[] {
  const groups = Map.groupBy(lookups, ({ accountId, place }) =>
    place.kind === 'comment' ? `${accountId}/video/${place.videoId}` : `${accountId}/dm/${place.conversationId}`,
  );
  return [...groups.values()].flatMap((group) => {
    const chunks = Array.from({ length: Math.ceil(group.length / MAX_COMMENT_IDS) }, (_none, index) =>
      group.slice(index * MAX_COMMENT_IDS, (index + 1) * MAX_COMMENT_IDS),
    );
    return chunks.flatMap(inquiryFor);
  });
}

function inquiryFor(lookups: readonly ContactLookup[]): Inquiry[] {
  const [first] = lookups;
  if (!first) return [];
  const key = { workspaceId: first.workspaceId, accountId: first.accountId };
  if (first.place.kind === 'conversation') return [{ key, place: first.place, lookups }];
  const ids = lookups.flatMap(({ place }) => (place.kind === 'comment' ? [place.commentId] : []));
  return [{ key, place: { kind: 'comments', videoId: first.place.videoId, ids }, lookups }];
}

/** Reads names and pictures from where TikTok shows them. */
@Injectable()
export class ContactReader {
  constructor(
    private readonly calls: AccountCalls,
    private readonly tiktok: TikTok,
  ) {}

  /** @returns descriptions by the contact's id; who is not shown is missing */
  read({ key, place }: Inquiry): Promise<Map<string, Description>> {
    return this.calls.read(key, (access) =>
      place.kind === 'conversation' ? this.#inConversation(access, place) : this.#inComments(access, place),
    );
  }

  async #inConversation(
    access: AccountAccess,
    { conversationId }: { conversationId: string },
  ): Promise<Map<string, Description>> {
    const { participants, messages } = await listMessages(this.tiktok.enrichment(conversationId), access, {
      conversationId,
    });
    const parties = messages.flatMap(({ from, to }) => [from, to]);
    return new Map(
      participants
        .filter(({ role }) => role === 'personal')
        .map(({ id, displayName, profileImageUrl }) => {
          const username = parties.find((party) => party.id === id && party.username !== null)?.username ?? null;
          return [id, { username, displayName, avatarUrl: profileImageUrl }];
        }),
    );
  }

  async #inComments(
    access: AccountAccess,
    { videoId, ids }: { videoId: string; ids: string[] },
  ): Promise<Map<string, Description>> {
    const query = { videoId, commentIds: ids, maxCount: MAX_COMMENT_IDS };
    const { comments } = await listComments(this.tiktok.enrichment(ids.join()), access, query);
    return new Map(
      comments.flatMap(({ uniqueIdentifier, username, displayName, profileImageUrl }) =>
        uniqueIdentifier === null ? [] : [[uniqueIdentifier, { username, displayName, avatarUrl: profileImageUrl }]],
      ),
    );
  }
}
