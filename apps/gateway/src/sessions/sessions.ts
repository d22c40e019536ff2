import { Injectable } from '@nestjs/common';
import { newId, Rejection } from '@duet/contracts';
import { Database, type Tx } from '@duet/database';
import type { Caller } from '../http/route.ts';
import { redeemOwnerLink } from '../owner-links/owner-link.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { RealTime } from './real-time.ts';
import { type SessionRow, sessionStore } from './session.store.ts';
import { signInLimit } from './attempt-limit.ts';
import { hashOf, newToken } from './token.ts';

export interface SignIn {
  readonly email: string;
  readonly password: string;
  /** Where the request came from. */
  readonly address: string;
  /** The session that the browser brought along ends: a sign-in always gets another token. */
  readonly replaces: string | undefined;
}

/** Somebody is in: the session's token, which is stored nowhere, and who it stands for. */
export interface Entry {
  readonly token: string;
  readonly caller: Caller;
}

/** Signing in and out, and who a session's token stands for. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly time: RealTime,
  ) {}

  /** @throws Rejection `wrong_credentials` in the same words and time whether the e-mail is known or not; `too_many_attempts` */
  async signIn({ email, password, address, replaces }: SignIn): Promise<Entry> {
    const startedAt = this.time.now();
    const identity = await this.database.asWorker(async (tx) => {
      await signInLimit.take(tx, email, address, startedAt);
      return sessionStore.findIdentity(tx, email);
    });
    const matches = await passwordMatches(identity?.password_hash, password);
    if (!matches || !identity?.workspace_id) throw new Rejection('wrong_credentials');
    const { workspace_id: workspaceId, person_id: personId } = identity;
    return this.database.asWorker(async (tx) => {
      await signInLimit.giveBack(tx, email, address, startedAt);
      if (replaces) await sessionStore.revoke(tx, hashOf(replaces));
      return this.open(tx, { workspaceId, personId });
    });
  }

  /**
   * A new session, in the transaction that found out who it is.
   * @throws Rejection `wrong_credentials` for somebody who is no member any more
   */
  async open(tx: Tx, member: { readonly workspaceId: string; readonly personId: string }): Promise<Entry> {
    const token = newToken();
    const now = this.time.now();
    await sessionStore.add(tx, { id: newId(), ...member, tokenHash: hashOf(token), now });
    const row = await sessionStore.find(tx, hashOf(token), now);
    if (!row) throw new Rejection('wrong_credentials');
    return { token, caller: callerOf(row) };
  }

  /**
   * Takes an owner's one-time link: the password is set, every earlier session of that person ends, and they are in.
   *
   * @throws Rejection `link_invalid`
   */
  async redeem(link: { readonly token: string; readonly password: string }): Promise<Entry> {
    const passwordHash = await hashPassword(link.password);
    return this.database.asWorker(async (tx) => {
      const owner = await redeemOwnerLink(tx, link.token, passwordHash, this.time.now());
      if (!owner) throw new Rejection('link_invalid');
      return this.open(tx, owner);
    });
  }

  async callerOf(token: string): Promise<Caller | undefined> {
    const row = await this.database.asWorker((tx) => sessionStore.find(tx, hashOf(token), this.time.now()));
    return row && callerOf(row);
  }

  async signOut(token: string): Promise<void> {
    await this.database.asWorker((tx) => sessionStore.revoke(tx, hashOf(token)));
  }
}

function callerOf(row: SessionRow): Caller {
  return {
    actor: { kind: 'person', id: row.person_id, name: row.person_name, role: row.role, workspaceId: row.workspace_id },
    workspace: {
      id: row.workspace_id,
      name: row.workspace_name,
      plan: row.plan,
      settings: row.settings,
    },
    sessionId: row.id,
    email: row.email,
  };
}
