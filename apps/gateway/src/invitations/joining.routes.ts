import { Injectable } from '@nestjs/common';
import { InvitationOffer, InvitationToken, JoiningProof, SessionView } from '@duet/contracts';
import { publicRoute, type Route } from '../http/route.ts';
import { FrontDoor } from '../sessions/front-door.ts';
import { Joining } from './joining.ts';

/** Where the link of an invitation leads. The token is in the body: addresses are written down in too many places. */
@Injectable()
export class JoiningRoutes {
  constructor(
    private readonly joining: Joining,
    private readonly door: FrontDoor,
  ) {}

  routes(): Route[] {
    return [
      publicRoute(
        {
          id: 'lookAtInvitation',
          method: 'POST',
          path: '/session/invitation/look',
          summary: 'What an invitation is to, before it is taken',
          request: InvitationToken,
          status: 200,
          answer: InvitationOffer,
          refusals: ['link_invalid'],
        },
        ({ token }) => this.joining.look(token),
      ),
      publicRoute(
        {
          id: 'join',
          method: 'POST',
          path: '/session/invitation',
          summary: 'Take an invitation with a new name and password, or with the password one has here already',
          request: JoiningProof,
          status: 200,
          answer: SessionView,
          refusals: ['link_invalid', 'already_member', 'wrong_credentials', 'too_many_attempts'],
        },
        async (proof, { request, reply }) => {
          const joining = this.joining.join({ ...proof, address: this.door.addressOf(request) });
          return this.door.letIn(reply, await this.door.counted(reply, joining));
        },
      ),
    ];
  }
}
