import { Injectable } from '@nestjs/common';
import { admins, InvitationView, NewInvitation } from '@duet/contracts';
import { Database } from '@duet/database';
import { z } from 'zod';
import { memberRoute, type Route } from '../http/route.ts';
import { MailServer } from '../mails/mail-server.ts';
import { type InvitationRow, invitationStore } from './invitation.store.ts';
import { Invitations } from './invitations.ts';

@Injectable()
export class InvitationRoutes {
  constructor(
    private readonly database: Database,
    private readonly invitations: Invitations,
    private readonly server: MailServer,
  ) {}

  routes(): Route[] {
    const path = '/invitations';
    const changing = { method: 'POST', roles: admins, answer: InvitationView } as const;
    return [
      memberRoute(
        {
          id: 'listInvitations',
          method: 'GET',
          path,
          summary: 'Invitations that nobody has taken yet, newest first',
          request: z.object({}),
          roles: admins,
          status: 200,
          answer: z.object({ hasMailServer: z.boolean(), invitations: z.array(InvitationView) }),
        },
        async (_request, { workspace }) => {
          const rows = await this.database.asPerson(workspace.id, (tx) => invitationStore.list(tx));
          return { hasMailServer: this.server.isSet, invitations: rows.map(present) };
        },
      ),
      memberRoute(
        {
          ...changing,
          id: 'invite',
          path,
          summary: 'Invite somebody by e-mail, with a role that is not above your own',
          request: NewInvitation,
          status: 201,
          refusals: ['already_member'],
        },
        async (wanted, caller) => present(await this.invitations.invite(caller, wanted)),
      ),
      memberRoute(
        {
          ...changing,
          id: 'resendInvitation',
          path: `${path}/{id}/resend`,
          summary: 'Send an invitation again, with a new link',
          request: z.object({ id: z.uuid() }),
          status: 200,
          refusals: ['not_found'],
        },
        async ({ id }, caller) => present(await this.invitations.resend(caller, id)),
      ),
      memberRoute(
        {
          ...changing,
          id: 'withdrawInvitation',
          path: `${path}/{id}/withdraw`,
          summary: 'Withdraw an invitation: its link no longer works',
          request: z.object({ id: z.uuid() }),
          status: 200,
          refusals: ['not_found'],
        },
        async ({ id }, caller) => present(await this.invitations.withdraw(caller, id)),
      ),
    ];
  }
}

const present = ({
  id,
  email,
  role,
  invitedBy,
  invitedAt,
  expiresAt,
}: InvitationRow): z.input<typeof InvitationView> => ({
  id,
  email,
  role,
  invitedBy,
  invitedAt: invitedAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
});
