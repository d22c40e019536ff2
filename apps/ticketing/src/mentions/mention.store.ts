import { Injectable } from '@nestjs/common';
import { Rejection } from '@duet/contracts';
import type { Tx } from '@duet/database';

/** SQL for `mentions` of the ticket `t`, as views show them. */
export const mentionsOfTicket = `
  SELECT coalesce(array_agg(person_id::text ORDER BY person_id), '{}') AS mentions FROM mentions
  WHERE mentions.workspace_id = t.workspace_id AND mentions.ticket_id = t.id`;

/** Whom notes name. */
@Injectable()
export class MentionStore {
  /** The active people of these ids, in their order. @throws Rejection `not_found` when one is not there */
  async people(tx: Tx, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return [];
    const people = await tx.query<{ id: string; name: string }>(
      'SELECT id, name FROM people WHERE id = ANY($1) AND active ORDER BY id',
      [wanted],
    );
    if (people.length < wanted.length) {
      throw new Rejection('not_found', {}, 'mentions: there is no active person with this id in your workspace.');
    }
    return people;
  }

  async add(
    tx: Tx,
    { workspaceId, ticketId, id: messageId }: { workspaceId: string; ticketId: string | null; id: string },
    people: readonly { id: string }[],
  ): Promise<void> {
    await tx.run(
      `INSERT INTO mentions (workspace_id, ticket_id, person_id, message_id)
       SELECT $1, $2, person_id, $3 FROM unnest($4::uuid[]) AS named (person_id)
       ON CONFLICT (workspace_id, ticket_id, person_id) DO UPDATE SET message_id = excluded.message_id`,
      [workspaceId, ticketId, messageId, people.map(({ id }) => id)],
    );
  }
}
