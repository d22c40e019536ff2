import { Injectable } from '@nestjs/common';
import { everyone, NewName, PasswordChange, Rejection } from '@duet/contracts';
import { z } from 'zod';
import { type Caller, memberRoute, type Route } from '../http/route.ts';
import { FrontDoor } from '../sessions/front-door.ts';
import { Profiles } from './profiles.ts';

@Injectable()
export class ProfileRoutes {
  constructor(
    private readonly profiles: Profiles,
    private readonly door: FrontDoor,
  ) {}

  routes(): Route[] {
    const path = '/profile';
    const changing = { method: 'POST', roles: everyone, status: 204, answer: null } as const;
    return [
      memberRoute(
        { ...changing, id: 'rename', path, summary: 'Change your own name', request: NewName },
        async ({ name }, caller) => {
          emailOf(caller);
          await this.profiles.rename(caller.actor.id, name);
        },
      ),
      memberRoute(
        {
          ...changing,
          id: 'changePassword',
          path: `${path}/password`,
          summary: 'Change your own password; every other session of yours ends',
          request: PasswordChange,
          refusals: ['wrong_credentials', 'too_many_attempts'],
        },
        (wanted, caller, { request, reply }) => {
          const address = this.door.addressOf(request);
          return this.door.counted(reply, this.profiles.changePassword(caller, emailOf(caller), wanted, address));
        },
      ),
      memberRoute(
        {
          ...changing,
          id: 'signOutEverywhere',
          path: `${path}/sign-out`,
          summary: 'End every session of yours, this one as well',
          request: z.object({}),
        },
        async (_request, caller, { reply }) => {
          emailOf(caller);
          await this.profiles.signOutEverywhere(caller.actor.id);
          this.door.cookie.clear(reply);
        },
      ),
    ];
  }
}

/** @throws Rejection `forbidden` */
function emailOf({ email }: Caller): string {
  if (email === null) throw new Rejection('forbidden', {}, 'An API key is no person.');
  return email;
}
