import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { everyone, ExportBegin, type RequestOf, supervisors, TicketList, TicketMessages } from '@duet/contracts';
import { Questions } from '@duet/messaging';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Caller, memberRoute, type Route } from '../http/route.ts';
import { type Columns, messageColumns, ticketColumns } from './columns.ts';
import { BYTE_ORDER_MARK, csvRecord } from './csv.ts';

/** More rows than this one file does not have; the inbox says so when it is full. */
export const MOST_ROWS = 100_000;

const PAGE = 100;

const Filter = TicketList.request.omit({ cursor: true, limit: true });

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly nextCursor: string | null;
}

/** Tickets and messages as CSV files, written page by page as they are read, so that none is ever held as a whole. */
@Injectable()
export class ExportRoutes {
  constructor(private readonly questions: Questions) {}

  routes(): Route[] {
    return [
      memberRoute(
        {
          id: 'exportTickets',
          method: 'GET',
          path: '/tickets/export.csv',
          summary: `The tickets that \`GET /tickets\` lists under the same filter, at most ${MOST_ROWS}, as CSV`,
          request: Filter,
          roles: supervisors,
          status: 200,
          answer: null,
          sends: ['text/csv'],
        },
        async (parsed, caller, { reply }) => {
          const filter = asAsked(parsed);
          await this.#begin({ what: 'tickets', filter }, caller);
          const read = async (cursor: string | null) => {
            const wish = { ...filter, limit: PAGE, ...(cursor === null ? {} : { cursor }) };
            const { tickets, nextCursor } = await this.questions.ask(TicketList, wish, caller.actor);
            return { rows: tickets, nextCursor };
          };
          await send(reply, 'tickets', ticketColumns, read);
        },
      ),
      memberRoute(
        {
          id: 'exportMessages',
          method: 'GET',
          path: '/tickets/{id}/export.csv',
          summary: `The messages and notes in the thread of a ticket, the newest first, at most ${MOST_ROWS}, as CSV`,
          request: z.object({ id: z.uuid() }),
          roles: everyone,
          status: 200,
          answer: null,
          sends: ['text/csv'],
          refusals: ['not_found'],
        },
        async ({ id }, caller, { reply }) => {
          await this.#begin({ what: 'messages', ticketId: id }, caller);
          const read = async (cursor: string | null) => {
            const wish = { id, limit: PAGE, ...(cursor === null ? {} : { cursor }) };
            const { messages, nextCursor } = await this.questions.ask(TicketMessages, wish, caller.actor);
            return { rows: messages, nextCursor };
          };
          await send(reply, 'messages', messageColumns, read);
        },
      ),
    ];
  }

  async #begin(request: RequestOf<typeof ExportBegin>, { actor }: Caller): Promise<void> {
    await this.questions.ask(ExportBegin, request, actor);
  }
}

/** As it came: its owner parses it again. */
const asAsked = ({ replied, expiring, ...filter }: z.output<typeof Filter>) => ({
  ...filter,
  ...(replied === undefined ? {} : { replied: String(replied) }),
  ...(expiring === undefined ? {} : { expiring: String(expiring) }),
});

/**
 * The first page is read before anything is sent, so that a refusal is an answer like any other. When a later one fails,
 * the connection is cut: nobody takes half a file for a whole one.
 */
async function send<Row>(
  reply: FastifyReply,
  name: string,
  columns: Columns<Row>,
  read: (cursor: string | null) => Promise<Page<Row>>,
): Promise<void> {
  const first = await read(null);
  reply.headers({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': `attachment; filename="${name}.csv"`,
  });
  reply.send(Readable.from(records(columns, first, read), { objectMode: false, highWaterMark: 64 * 1024 }));
}

/** Reads a page when the one before it was taken, and not sooner. */
export async function* records<Row>(
  columns: Columns<Row>,
  first: Page<Row>,
  read: (cursor: string | null) => Promise<Page<Row>>,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvRecord(columns.map(([name]) => name));
  let left = MOST_ROWS;
  for (let page = first; ; page = await read(page.nextCursor)) {
    const rows = page.rows.slice(0, left);
    yield rows.map((row) => csvRecord(columns.map(([, cell]) => cell(row)))).join('');
    left -= rows.length;
    if (page.nextCursor === null || left === 0) return;
  }
}
