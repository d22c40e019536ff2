import { Injectable } from '@nestjs/common';
import { Credentials, OwnerLink, ResetRequest, Role, SessionView } from '@duet/contracts';
import { z } from 'zod';
import { memberRoute, publicRoute, type Route } from '../http/route.ts';
import { FrontDoor } from './front-door.ts';
import { PasswordResets } from './password-resets.ts';
import { Sessions } from './sessions.ts';

@Injectable()
export class SessionRoutes {
  constructor(
    private readonly sessions: Sessions,
    private readonly resets: PasswordResets,
    private readonly door: FrontDoor,
  ) {}

  routes(): Route[] {
    const path = '/session';
    return [
      publicRoute(
        {
          id: 'signIn',
          method: 'POST',
          path,
          summary: 'Sign in with e-mail and password',
          request: Credentials,
          status: 200,
          answer: SessionView,
          refusals: ['wrong_credentials', 'too_many_attempts'],
        },
        async (credentials, { request, reply }) => {
          const replaces = this.door.cookie.read(request);
          const signingIn = this.sessions.signIn({ ...credentials, address: this.door.addressOf(request), replaces });
          return this.door.letIn(reply, await this.door.counted(reply, signingIn));
        },
      ),
      publicRoute(
        {
          id: 'redeemOwnerLink',
          method: 'POST',
          path: `${path}/owner-link`,
          summary: 'Set a password with a one-time link, and sign in',
          request: OwnerLink,
          status: 200,
          answer: SessionView,
          refusals: ['link_invalid'],
        },
        async (link, { reply }) => this.door.letIn(reply, await this.sessions.redeem(link)),
      ),
      publicRoute(
        {
          id: 'askForPassword',
          method: 'POST',
          path: `${path}/reset`,
          summary: 'Ask for a link with which to choose another password; the answer does not say whether it was sent',
          request: ResetRequest,
          status: 204,
          answer: null,
          refusals: ['too_many_attempts'],
        },
        (wanted, { request, reply }) => this.door.counted(reply, this.resets.ask(wanted, this.door.addressOf(request))),
      ),
      memberRoute(
        {
          id: 'getSession',
          method: 'GET',
          path,
          summary: 'Who is signed in',
          request: z.object({}),
          roles: Role.options,
          status: 200,
          answer: SessionView,
        },
        async (_request, caller) => this.door.view(caller),
      ),
      publicRoute(
        {
          id: 'signOut',
          method: 'DELETE',
          path,
          summary: 'Sign out; without a session this does nothing',
          request: z.object({}),
          status: 204,
          answer: null,
        },
        async (_request, { request, reply }) => {
          const token = this.door.cookie.read(request);
          if (token) await this.sessions.signOut(token);
          this.door.cookie.clear(reply);
        },
      ),
    ];
  }
}
