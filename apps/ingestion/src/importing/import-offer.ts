import { Injectable } from '@nestjs/common';
import { type ImportView, Rejection } from '@duet/contracts';
import { listConversations, listPosts, TikTokError } from '@duet/tiktok-api';
import { TikTokLists } from '../healing/tiktok-lists.ts';
import type { Route } from '../routing/route.store.ts';

const MOST_CONVERSATIONS = 100;
const MOST_POSTS = 20;

type Listed = ImportView['listed'];

/** How much TikTok would list, before anything is read. */
@Injectable()
export class ImportOffer {
  constructor(private readonly tiktok: TikTokLists) {}

  /** @throws Rejection tiktok_unreachable, or why there is no access to the account */
  async count(route: Route, sinceMs: number): Promise<Listed> {
    try {
      return route.channelType === 'tiktok_feed' ? await this.#posts(route) : await this.#conversations(route, sinceMs);
    } catch (error) {
      throw error instanceof TikTokError ? new Rejection('tiktok_unreachable') : error;
    }
  }

  async #conversations(route: Route, sinceMs: number): Promise<Listed> {
    const pages = [];
    for (const conversationType of ['stranger', 'single'] as const) {
      pages.push(
        await this.tiktok.read(route, workOf(route), (client, access) =>
          listConversations(client, access, { conversationType, limit: MOST_CONVERSATIONS }),
        ),
      );
    }
    const young = pages.flatMap(({ conversations }) => conversations).filter((one) => one.lastMessageAtMs > sinceMs);
    return { kind: 'conversations', count: young.length, more: pages.some(({ hasMore }) => hasMore) };
  }

  async #posts(route: Route): Promise<Listed> {
    const { posts, hasMore } = await this.tiktok.read(route, workOf(route), (client, access) =>
      listPosts(client, access, { maxCount: MOST_POSTS }),
    );
    return { kind: 'posts', count: posts.length, more: hasMore };
  }
}

const workOf = ({ channelId }: Route): string => `import offer ${channelId}`;
