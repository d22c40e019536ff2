import { PostCommentFilter, type TicketView } from '@duet/contracts';
import type { Query } from '@tanstack/react-query';
import { z } from 'zod';
import { type CommentPages, commentsOf } from './live-comments.ts';
import { type TicketPages, ticketsOf } from './live-patches.ts';
import { TicketFilter } from './ticket-filter.ts';

/** Which queries live updates keep current, and what they ask for. */
export const isLive = ({ queryKey }: Query): boolean =>
  ['tickets', 'ticket', 'thread', 'comments', 'history'].includes(String(queryKey[0]));
export const isCount = ({ queryKey }: Query): boolean => queryKey[0] === 'counts';
export const isList = ({ queryKey }: Query): boolean => queryKey[0] === 'tickets';
export const isHistory = ({ queryKey }: Query): boolean => queryKey[0] === 'history';
export const isComments = ({ queryKey }: Query): boolean => queryKey[0] === 'comments';

export const filterOf = (queryKey: readonly unknown[]): TicketFilter => TicketFilter.parse(queryKey[1]);

const AboutComments = z.object({ videoId: z.string(), show: PostCommentFilter });
export const aboutComments = (queryKey: readonly unknown[]): z.infer<typeof AboutComments> =>
  AboutComments.parse(queryKey[1]);

/** The ticket as this query holds it. */
export function ticketIn({ queryKey: [name], state }: Query, ticketId: string): TicketView | undefined {
  if (state.data === undefined) return undefined;
  return held(name, state.data).find(({ id }) => id === ticketId);
}

function held(name: unknown, data: unknown): readonly TicketView[] {
  // What a query holds follows from its name.
  if (name === 'ticket') return [data as TicketView];
  if (name === 'tickets' || name === 'history') return ticketsOf(data as TicketPages);
  if (name === 'comments') return commentsOf(data as CommentPages).flatMap(({ ticket }) => ticket ?? []);
  return [];
}
