import { Injectable } from '@nestjs/common';
import type { Tx } from '@duet/database';

/** SQL for `readers` of the ticket `t`: everybody who has read it, as views show them. */
export const readersOfTicket = `
  SELECT coalesce(json_agg(json_build_object('id', d.person_id, 'name', n.name, 'messageId', d.message_id, 'sentAt',
    to_char(d.sent_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY d.person_id), '[]') AS readers
  FROM readers d JOIN people n ON n.workspace_id = d.workspace_id AND n.id = d.person_id
  WHERE d.workspace_id = t.workspace_id AND d.ticket_id = t.id`;

/** How far people have read tickets. */
@Injectable()
export class ReaderStore {
  /** @returns whether the mark went forward */
  async mark(
    tx: Tx,
    { workspaceId, ticketId, personId }: { workspaceId: string; ticketId: string; personId: string },
    message: { id: string; sentAt: Date },
  ): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO readers (workspace_id, ticket_id, person_id, message_id, sent_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (workspace_id, ticket_id, person_id)
         DO UPDATE SET message_id = excluded.message_id, sent_at = excluded.sent_at
         WHERE (readers.sent_at, readers.message_id) < (excluded.sent_at, excluded.message_id)
       RETURNING 1`,
      [workspaceId, ticketId, personId, message.id, message.sentAt],
    );
    return rows.length > 0;
  }
}
