import { Injectable } from '@nestjs/common';
import { admins, MailView } from '@duet/contracts';
import { Database } from '@duet/database';
import { Clock } from '@duet/messaging';
import { z } from 'zod';
import { memberRoute, type Route } from '../http/route.ts';
import { type MailRow, mailStore } from './mail.store.ts';
import { MailServer } from './mail-server.ts';

@Injectable()
export class MailRoutes {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly server: MailServer,
  ) {}

  routes(): Route[] {
    return [
      memberRoute(
        {
          id: 'listMails',
          method: 'GET',
          path: '/mails',
          summary: 'Mails of the workspace, newest first; owners see their text while no mail server is set',
          request: z.object({}),
          roles: admins,
          status: 200,
          answer: z.object({ hasMailServer: z.boolean(), mails: z.array(MailView) }),
        },
        async (_request, { actor, workspace }) => {
          const rows = await this.database.asPerson(workspace.id, (tx) => mailStore.list(tx));
          const isTold = !this.server.isSet && actor.kind === 'person' && actor.role === 'owner';
          const now = this.clock.now();
          return { hasMailServer: this.server.isSet, mails: rows.map((row) => present(row, isTold, now)) };
        },
      ),
    ];
  }
}

const present = (row: MailRow, isTold: boolean, now: Date): z.input<typeof MailView> => ({
  id: row.id,
  to: row.recipient,
  subject: row.subject,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  status: row.status,
  attempts: row.attempts,
  sentAt: row.sent_at?.toISOString() ?? null,
  failure: row.failure,
  letter:
    isTold && row.body !== null && row.link !== null && row.expires_at > now
      ? { text: row.body, link: row.link }
      : null,
});
