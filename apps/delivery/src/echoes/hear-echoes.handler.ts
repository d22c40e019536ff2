import { Injectable } from '@nestjs/common';
import {
  type ChannelType,
  commentContent,
  type CommentEchoed,
  type MessageEchoed,
  type MessageReceived,
  reactions,
} from '@duet/contracts';
import type { Tx } from '@duet/database';
import { type Event, type Publish, ReactsTo } from '@duet/messaging';
import { laneName } from '../lanes/lane.ts';
import { type LaneNews, LaneStore } from '../lanes/lane.store.ts';
import { causeOf } from '../outbound/outbound.ts';
import { SenderSignal } from '../sending/sender-signal.ts';
import { type Echo, EchoStore } from './echo.store.ts';
import { SettleLane } from './settle-lane.ts';

type Heard = Event<typeof MessageEchoed | typeof CommentEchoed | typeof MessageReceived>;

/** Hears what TikTok says was written: customers' messages move the window, outbound ones are ours or observed (H12). */
@Injectable()
export class HearEchoes {
  readonly #lanes: LaneStore;
  readonly #echoes: EchoStore;
  readonly #settle: SettleLane;
  readonly #signal: SenderSignal;

  constructor(lanes: LaneStore, echoes: EchoStore, settle: SettleLane, signal: SenderSignal) {
    this.#lanes = lanes;
    this.#echoes = echoes;
    this.#settle = settle;
    this.#signal = signal;
  }

  @ReactsTo(reactions.hearEchoes)
  async handle(events: readonly Heard[], tx: Tx): Promise<Publish[]> {
    const lanes = await this.#lanes.merge(tx, events.map(newsOf));
    const outbound = events.filter((event) => event.type !== 'ingestion.message.received');
    await this.#echoes.add(tx, outbound.map(echoOf));
    const told: Publish[] = [];
    const spoken = new Set(outbound.map((event) => laneName(newsOf(event))));
    for (const lane of lanes) {
      if (spoken.has(laneName(lane))) told.push(...(await this.#settle.settle(tx, lane)));
    }
    const causes = new Map(events.map((event) => [laneName(newsOf(event)), causeOf(event)]));
    const heard = lanes.flatMap((lane) => {
      const cause = causes.get(laneName(lane));
      return cause ? [{ lane, cause }] : [];
    });
    told.push(...(await this.#lanes.tellUsedWindows(tx, heard)));
    tx.afterCommit(() => this.#signal.wake());
    return told;
  }
}

function newsOf(event: Heard): LaneNews {
  const { workspaceId, data } = event;
  const channelType: ChannelType = event.type === 'ingestion.comment.echoed' ? 'tiktok_feed' : 'tiktok_messenger';
  const lastInbound =
    event.type === 'ingestion.message.received'
      ? { messageId: event.data.messageId, at: new Date(event.data.sentAt) }
      : null;
  return { workspaceId, channelId: data.channelId, threadId: threadOf(event), channelType, lastInbound };
}

function threadOf(event: Heard): string {
  return event.type === 'ingestion.comment.echoed'
    ? (event.data.parentCommentId ?? event.data.commentId)
    : event.data.conversationId;
}

function echoOf(event: Event<typeof MessageEchoed | typeof CommentEchoed>): Echo {
  const lane = { workspaceId: event.workspaceId, channelId: event.data.channelId, threadId: threadOf(event) };
  const common = { ...lane, state: 'waiting' as const, cause: causeOf(event) };
  if (event.type === 'ingestion.message.echoed') {
    const { messageId, content, source, recipient, sentAt } = event.data;
    return { ...common, externalId: messageId, content, source, recipient, comment: null, sentAt: new Date(sentAt) };
  }
  const { commentId, videoId, parentCommentId, text, postedAt } = event.data;
  return {
    ...common,
    externalId: commentId,
    content: commentContent(text),
    source: 'unknown',
    recipient: null,
    comment: { videoId, parentCommentId },
    sentAt: new Date(postedAt),
  };
}
