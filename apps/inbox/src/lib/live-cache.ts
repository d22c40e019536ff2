import type { MessageView, ModerationJobView, TicketView } from '@duet/contracts';
import type { Query, QueryClient } from '@tanstack/react-query';
import { type CommentPages, firstPageOf, patchComments, placeCommentTicket } from './live-comments.ts';
import { type CustomerNews, readCustomersAgain, readHistoryAgain } from './live-customers.ts';
import type { LiveLog, Mark } from './live-log.ts';
import {
  lacksText,
  patchTicket,
  patchTickets,
  placeMessage,
  placeTicket,
  ticketsOf,
  withoutMessage,
  withTicket,
} from './live-patches.ts';
import type { ThreadPages, TicketPages } from './live-patches.ts';
import { aboutComments, filterOf, isComments, isCount, isHistory, isList, isLive, ticketIn } from './live-queries.ts';
import type { Change } from './live-updates.ts';
import { withJob } from './moderation-jobs.ts';
import { keys } from './query-keys.ts';
import { Suppositions, type Supposition, type TicketChange } from './suppositions.ts';

type Patched = 'done' | 'gap' | 'missing';

/** The query cache as live updates see it: tickets, lists of tickets and threads. */
export class LiveCache {
  readonly #client: QueryClient;
  readonly #personId: string;
  readonly #log: LiveLog;
  readonly #getTicket: (id: string) => Promise<TicketView>;
  readonly #asked = new Map<string, Mark>();
  readonly #supposed = new Suppositions();
  /** Queries on the screen whose data has a hole until they are answered again. */
  readonly #behind = new Set<string>();
  readonly #wanted = new Set<string>();
  #asking: Promise<void> = Promise.resolve();
  /** How often something moved that is counted, and how often it had when a count was last asked for. */
  #moves = 0;
  readonly #countedAt = new Map<string, number>();
  #counting: ReturnType<typeof setTimeout> | undefined;
  #countingPosts: ReturnType<typeof setTimeout> | undefined;

  constructor(client: QueryClient, personId: string, log: LiveLog, getTicket: (id: string) => Promise<TicketView>) {
    this.#client = client;
    this.#personId = personId;
    this.#log = log;
    this.#getTicket = getTicket;
  }

  /** An answer that left the server before an event must not undo it: fold what came since it was asked for. */
  keepAnswersCurrent(): () => void {
    return this.#client.getQueryCache().subscribe((notice) => {
      if (notice.type !== 'updated') return;
      const { query, action } = notice;
      if (isCount(query)) return this.#followCount(query, action.type);
      if (!isLive(query)) return;
      if (action.type === 'fetch') this.#asked.set(query.queryHash, this.#log.mark());
      if (action.type === 'error' && this.#behind.has(query.queryHash)) this.#tryLater(query);
      if (action.type === 'success' && !action.manual) this.#fold(query);
    });
  }

  #fold(query: Query): void {
    const changes = this.#log.since(this.#asked.get(query.queryHash) ?? beginning);
    if (!changes) return this.#readAgain(query);
    this.#behind.delete(query.queryHash);
    for (const change of changes) this.#react(change, [this.#patch(query, change)]);
    for (const known of this.#supposed.known) this.place(ticketIn(query, known.id) ?? known);
  }

  apply(change: Change): void {
    const admitted = this.#log.admit(change);
    if (admitted === 'old') return;
    const found = this.#live().map((query) => this.#patch(query, change));
    const known = this.#supposed.knownOf(change.ticketId);
    if (known) this.place(patchTicket(known, change).ticket);
    this.#react(change, admitted === 'gap' ? ['gap'] : found);
    if (change.relists === true) this.#countAgain();
    if (change.relists === true || change.message?.comment) this.#countPostsAgain();
    if (change.opened) readHistoryAgain(this.#client, change.opened.contact.id);
  }

  /** A count that was asked for before something moved, or that nobody answered, is asked for again. */
  #followCount({ queryHash }: Query, happened: string): void {
    if (happened === 'fetch') this.#countedAt.set(queryHash, this.#moves);
    if (happened === 'error') setTimeout(() => this.#countAgain(), laterMs);
    if (happened === 'success' && this.#countedAt.get(queryHash) !== this.#moves) this.#countAgain();
  }

  /** Counts are sums over more than the page holds: they are asked for, at most once a moment. */
  #countAgain(): void {
    this.#moves += 1;
    if (this.#counting !== undefined) return;
    this.#counting = setTimeout(() => {
      this.#counting = undefined;
      void this.#client.invalidateQueries({ queryKey: ['counts'] });
    }, countsEveryMs);
  }

  #countPostsAgain(): void {
    if (this.#countingPosts !== undefined) return;
    this.#countingPosts = setTimeout(() => {
      this.#countingPosts = undefined;
      for (const name of ['posts', 'post']) void this.#client.invalidateQueries({ queryKey: [name] });
    }, postsEveryMs);
  }

  #react({ ticketId }: Change, found: readonly Patched[]): void {
    if (found.includes('gap')) this.#readThreadAgain(ticketId);
    if (found.includes('gap') || found.includes('missing')) this.#askForTicket(ticketId);
  }

  /** Somebody has written there; texts of drafts do not come by themselves. */
  readDraftsAgain(ticketId: string): void {
    void this.#client.invalidateQueries({ queryKey: keys.drafts(ticketId) });
  }

  readCustomerAgain(news: CustomerNews): void {
    readCustomersAgain(this.#client, news);
  }

  /** The stream has a hole: everything on the screen is asked for again, the rest is forgotten. */
  restart(): void {
    for (const name of ['drafts', 'customer']) void this.#client.invalidateQueries({ queryKey: [name] });
    this.#log.restart();
    this.#readAllAgain();
  }

  #readAllAgain(): void {
    for (const query of this.#live()) this.#readAgain(query);
    this.#countAgain();
    this.#countPostsAgain();
    void this.#client.invalidateQueries({ queryKey: keys.jobs });
  }

  /** Forgets what nobody looks at: an invalidated query would count as fresh after the next patch. */
  #readAgain(query: Query): void {
    if (!query.isActive()) return this.#client.removeQueries({ queryKey: query.queryKey, exact: true });
    this.#behind.add(query.queryHash);
    // A long list begins anew, instead of asking for each page that was ever looked at.
    if (query.queryKey[0] === 'comments') this.#client.setQueryData<CommentPages>(query.queryKey, firstPageOf);
    void this.#client.invalidateQueries({ queryKey: query.queryKey, exact: true });
  }

  #tryLater(query: Query): void {
    setTimeout(() => this.#behind.has(query.queryHash) && this.#readAgain(query), laterMs);
  }

  /** Shows a ticket as the server just answered it, with what is supposed beyond that, unless something newer is held. */
  place(answered: TicketView): void {
    const ticket = this.#supposed.over(answered);
    this.#client.setQueryData<TicketView>(keys.ticket(ticket.id), (held) =>
      held && held.sequence > ticket.sequence ? held : ticket,
    );
    for (const { queryKey } of this.#live().filter(isList)) {
      this.#client.setQueryData<TicketPages>(
        queryKey,
        (held) => held && placeTicket(held, filterOf(queryKey), this.#personId, ticket),
      );
    }
    for (const { queryKey } of this.#live().filter(isHistory)) {
      this.#client.setQueryData<TicketPages>(queryKey, (held) => held && withTicket(held, ticket));
    }
    for (const { queryKey } of this.#live().filter(isComments)) {
      this.#client.setQueryData<CommentPages>(queryKey, (held) => held && placeCommentTicket(held, ticket));
    }
  }

  /** Shows how far a job is. */
  placeJob(job: ModerationJobView): void {
    this.#client.setQueryData<ModerationJobView[]>(keys.jobs, (held) => held && withJob(held, job));
  }

  /**
   * Shows a ticket as it will be once the server has answered. Until then neither answers nor events undo it; afterwards all
   * that they told meanwhile is shown.
   */
  suppose(ticketId: string, change: TicketChange): Supposition {
    const known = this.#supposed.knownOf(ticketId) ?? this.#held(ticketId);
    if (!known) return { accept: (answer) => this.place(answer), takeBack: () => undefined };
    const end = this.#supposed.add(known, change);
    this.place(known);
    const settle = (told: TicketView) => {
      const before = this.#supposed.knownOf(ticketId) ?? known;
      end();
      this.place(told.sequence >= before.sequence ? told : before);
    };
    return { accept: settle, takeBack: () => settle(known) };
  }

  /** Takes a message out again that was shown before the server had it. */
  removeMessage({ id, conversationId }: Pick<MessageView, 'id' | 'conversationId'>): void {
    this.#client.setQueryData<ThreadPages>(keys.thread(conversationId), (held) => held && withoutMessage(held, id));
  }

  placeMessage(message: MessageView): void {
    this.#client.setQueryData<ThreadPages>(
      keys.thread(message.conversationId),
      (held) => held && placeMessage(held, message),
    );
  }

  /** Shows the answer to a write on this message, unless news of it came meanwhile. */
  replaceMessage(asked: MessageView, answer: MessageView): void {
    const held = this.#client.getQueryData<ThreadPages>(keys.thread(asked.conversationId));
    if (held?.pages.some((page) => page.messages.includes(asked))) this.placeMessage(answer);
  }

  #live(): Query[] {
    return this.#client.getQueryCache().findAll({ predicate: isLive });
  }

  #patch(query: Query, change: Change): Patched {
    const { queryKey } = query;
    if (queryKey[0] === 'thread') return this.#patchThread(query, change);
    if (queryKey[0] === 'ticket') return this.#patchTicket(queryKey, change);
    if (queryKey[0] === 'comments') return this.#patchComments(queryKey, change);
    if (queryKey[0] === 'history') return this.#patchHistory(queryKey, change);
    const held = this.#client.getQueryData<TicketPages>(queryKey);
    if (!held) return 'done';
    const { tickets, gap, missing } = patchTickets(held, filterOf(queryKey), this.#personId, change);
    if (tickets !== held) this.#client.setQueryData(queryKey, tickets);
    return gap ? 'gap' : missing ? 'missing' : 'done';
  }

  #patchTicket(queryKey: readonly unknown[], change: Change): Patched {
    const held = this.#client.getQueryData<TicketView>(queryKey);
    if (!held) return 'done';
    const { ticket, gap } = patchTicket(held, change);
    if (ticket !== held) this.#client.setQueryData(queryKey, ticket);
    return gap ? 'gap' : 'done';
  }

  #patchComments(queryKey: readonly unknown[], change: Change): Patched {
    const held = this.#client.getQueryData<CommentPages>(queryKey);
    if (!held) return 'done';
    const { comments, gap, missing } = patchComments(held, aboutComments(queryKey), change);
    if (comments !== held) this.#client.setQueryData(queryKey, comments);
    return gap ? 'gap' : missing ? 'missing' : 'done';
  }

  #patchHistory(queryKey: readonly unknown[], change: Change): Patched {
    const held = this.#client.getQueryData<TicketPages>(queryKey);
    const known = held && ticketsOf(held).find(({ id }) => id === change.ticketId);
    if (!held || !known) return 'done';
    const { ticket, gap } = patchTicket(known, change);
    if (ticket !== known) this.#client.setQueryData(queryKey, withTicket(held, ticket));
    return gap ? 'gap' : 'done';
  }

  #patchThread(query: Query, { message }: Change): Patched {
    const { queryKey } = query;
    const held = this.#client.getQueryData<ThreadPages>(queryKey);
    if (!held || !message || message.conversationId !== queryKey[1]) return 'done';
    const isNews = !held.pages.some((page) => page.messages.some(({ id }) => id === message.id));
    if (isNews && lacksText(message)) this.#readAgain(query);
    else this.#client.setQueryData(queryKey, placeMessage(held, message));
    return 'done';
  }

  #readThreadAgain(ticketId: string): void {
    const ticket = this.#held(ticketId);
    const thread = ticket && this.#client.getQueryCache().find({ queryKey: keys.thread(ticket.conversationId) });
    if (thread) this.#readAgain(thread);
  }

  #held(ticketId: string): TicketView | undefined {
    const held = this.#live().flatMap((query) => ticketIn(query, ticketId) ?? []);
    return held.toSorted((a, b) => b.sequence - a.sequence)[0];
  }

  /** Tickets are asked for one after the other; when too many are wanted, the lists are read again instead. */
  #askForTicket(id: string): void {
    if (this.#wanted.has(id)) return;
    this.#wanted.add(id);
    this.#asking = this.#asking.then(async () => {
      if (!this.#wanted.delete(id)) return;
      if (this.#wanted.size >= manyTickets) {
        this.#wanted.clear();
        return this.#readAllAgain();
      }
      const mark = this.#log.mark();
      await this.#getTicket(id).then(
        (ticket) =>
          this.place((this.#log.since(mark) ?? []).reduce((held, change) => patchTicket(held, change).ticket, ticket)),
        () => this.#readAllAgain(),
      );
    });
  }
}

const manyTickets = 20;
const laterMs = 5_000;
const countsEveryMs = 250;
/** Posts are counted comment by comment. */
const postsEveryMs = 750;
/** A page's first questions may leave before the page listens. */
const beginning: Mark = { era: 0, position: 0 };
