import { Injectable } from '@nestjs/common';
import { type AnswerOf, PostComments, PostGet, PostList, type PostSummary, type RequestOf } from '@duet/contracts';
import { Answers, type QuestionInTx } from '@duet/messaging';
import { MessageStore } from '../threads/message.store.ts';
import { readCursor, TicketListStore, writeCursor } from '../tickets/ticket-list.store.ts';
import { PostListStore } from './post-list.store.ts';

/** Comments by the post under which they stand. */
@Injectable()
export class PostAnswers {
  readonly #posts: PostListStore;
  readonly #messages: MessageStore;
  readonly #tickets: TicketListStore;

  constructor(posts: PostListStore, messages: MessageStore, tickets: TicketListStore) {
    this.#posts = posts;
    this.#messages = messages;
    this.#tickets = tickets;
  }

  @Answers(PostList)
  list(request: RequestOf<typeof PostList>, { tx }: QuestionInTx): Promise<AnswerOf<typeof PostList>> {
    return this.#posts.page(tx, request);
  }

  @Answers(PostGet)
  get({ channelId, videoId }: RequestOf<typeof PostGet>, { tx }: QuestionInTx): Promise<PostSummary> {
    return this.#posts.find(tx, channelId, videoId);
  }

  @Answers(PostComments)
  async comments(
    { cursor, limit, ...post }: RequestOf<typeof PostComments>,
    { tx, actor: { workspaceId } }: QuestionInTx,
  ): Promise<AnswerOf<typeof PostComments>> {
    const before = cursor === undefined ? null : readCursor(cursor);
    const found = await this.#posts.comments(tx, post, before, limit + 1);
    const page = found.slice(0, limit);
    const views = await this.#messages.findViews(
      tx,
      page.map(({ id }) => ({ workspaceId, id })),
    );
    const messages = new Map(views.map(({ view }) => [view.id, view]));
    const opened = await this.#tickets.findAll(
      tx,
      page.flatMap(({ ticket_id: ticketId }) => ticketId ?? []),
    );
    const tickets = new Map(opened.map((ticket) => [ticket.id, ticket]));
    const last = page.at(-1);
    return {
      comments: page.flatMap(({ id, ticket_id: ticketId }) => {
        const message = messages.get(id);
        return message ? [{ message, ticket: tickets.get(ticketId ?? '') ?? null }] : [];
      }),
      nextCursor: found.length > limit && last ? writeCursor(last.sent_at.toISOString(), last.id) : null,
    };
  }
}
