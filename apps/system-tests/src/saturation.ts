import { newId } from '@duet/contracts';
import { type System, until } from '@duet/testing';
import type { Action } from '@duet/tiktok-simulator';
import { pause } from './load.ts';

const DMS = 'tiktok_messenger';
const FEED = 'tiktok_feed';
/** Of the ten that a reply window allows. */
const REPLIES_EACH = 9;
/** Below TikTok's 40 a minute of an account, so that a hide waits for nothing but the app. */
const HIDE_EVERY_MS = 2_400;
const AT_ONCE = 8;

interface Inbound {
  readonly id: string;
  readonly ticket_id: string;
  readonly channel_id: string;
  readonly channel_type: string;
  readonly video_id: string | null;
}

export interface Size {
  readonly accounts: readonly string[];
  readonly conversations: number;
  readonly comments: number;
}

/** More than TikTok takes, all at the same time: replies to everybody, hides, and lists read again and again. */
export class Saturation {
  readonly #system: System;
  readonly #size: Size;
  #stopped = false;
  replies = 0;
  hides = 0;
  heals = 0;

  constructor(system: System, size: Size) {
    this.#system = system;
    this.#size = size;
  }

  /** Customers write and comment; everything has its ticket when this returns. */
  async prepare(): Promise<void> {
    const { simulator } = this.#system;
    for (const account of this.#size.accounts) {
      await this.#learnOwnAuthorId(account);
      const { itemId } = await simulator.publishPost({ account, caption: `News of ${account}` });
      const names = Array.from({ length: this.#size.conversations }, (_, index) => `${account}_${index}`);
      for (const username of names) await simulator.customer({ username });
      const written = names.map((customer): Action => ({ do: 'dm', account, customer, text: 'hello' }));
      const commented = Array.from({ length: this.#size.comments }, (_, index): Action => {
        const customer = names[index % names.length] ?? '';
        return { do: 'comment', customer, post: itemId, text: `comment ${index}` };
      });
      await simulator.batch([...written, ...commented]);
    }
    const expected = this.#size.accounts.length * (this.#size.conversations + this.#size.comments);
    await until('everything has its ticket', async () => (await this.#inbound()).length >= expected, 120_000);
  }

  /** Asks for everything and returns once it is asked for; hides and healing go on until `stop`. */
  async start(): Promise<void> {
    const inbound = await this.#inbound();
    const comments = inbound.filter(({ channel_type: type }) => type === FEED);
    for (const mine of Map.groupBy(comments, ({ channel_id: channel }) => channel).values()) void this.#hide(mine);
    for (const account of this.#size.accounts) void this.#heal(account);
    const conversations = inbound.filter(({ channel_type: type }) => type === DMS);
    const wanted = [...comments, ...Array.from({ length: REPLIES_EACH }, () => conversations).flat()].map(
      (message) => () => this.#reply(message),
    );
    const work = async (): Promise<void> => {
      for (let next = wanted.shift(); next && !this.#stopped; next = wanted.shift()) await next();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  stop(): void {
    this.#stopped = true;
  }

  async #reply({ ticket_id: ticketId }: Inbound): Promise<void> {
    const { status } = await this.#system.api.post(`/tickets/${ticketId}/messages`, { text: `answer ${newId()}` });
    if (status === 202) this.replies += 1;
  }

  async #hide(comments: readonly Inbound[]): Promise<void> {
    for (const { id } of comments) {
      if (this.#stopped) return;
      const { status } = await this.#system.api.post(`/comments/${id}/hide`);
      if (status < 300) this.hides += 1;
      await pause(HIDE_EVERY_MS);
    }
  }

  /** What a healer does: reads a list as often as it is given a turn, and wants more. */
  async #heal(account: string): Promise<void> {
    const { open_id: openId, access_token: token } = await this.#system.simulator.grant(account);
    const path = '/business/message/conversation/list/';
    const query = new URLSearchParams({ business_id: openId, conversation_type: 'SINGLE' });
    for (let work = newId(); !this.#stopped;) {
      const [answer] = await this.#system.sql<{ wait_ms: string | null }>(
        `SELECT 1000 * extract(epoch FROM tiktok_budget.take($1, $2, $3, 'healing', $4, clock_timestamp()) - clock_timestamp()) AS wait_ms`,
        [this.#system.clientKey, openId, path, work],
      );
      if (answer?.wait_ms === null) {
        await fetch(`${this.#system.simulatorUrl}/open_api/v1.3${path}?${query}`, {
          headers: { 'Access-Token': token },
        });
        this.heals += 1;
        work = newId();
      } else await pause(Math.max(1, Number(answer?.wait_ms)));
    }
  }

  /** The first own comment teaches under which id the account's comments come back; no look-ups are needed after it. */
  async #learnOwnAuthorId(account: string): Promise<void> {
    const { simulator, api } = this.#system;
    const { itemId } = await simulator.publishPost({ account, caption: 'Welcome' });
    await simulator.act({ do: 'comment', customer: 'ana_pe', post: itemId, text: 'first' });
    const comment = async (): Promise<Inbound | undefined> =>
      (await this.#inbound()).find(({ video_id: videoId }) => videoId === itemId);
    await until('the comment has its ticket', async () => (await comment()) !== undefined, 90_000);
    await api.post(`/tickets/${(await comment())?.ticket_id}/messages`, { text: 'welcome' });
    await until('the author id is known', async () => {
      const [row] = await this.#system.sql<{ known: string }>(
        'SELECT count(DISTINCT account_id) AS known FROM ingestion.routes WHERE comment_author_id IS NOT NULL',
      );
      return Number(row?.known) > this.#size.accounts.indexOf(account);
    });
  }

  #inbound(): Promise<Inbound[]> {
    return this.#system.sql<Inbound>(
      `SELECT m.id, t.id AS ticket_id, t.channel_id, t.channel_type, m.video_id FROM ticketing.tickets t
       JOIN ticketing.messages m ON m.workspace_id = t.workspace_id AND m.ticket_id = t.id AND m.direction = 'in'`,
    );
  }
}
