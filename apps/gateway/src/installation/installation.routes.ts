import { Injectable } from '@nestjs/common';
import { Rejection, TikTokAppGet, TikTokAppSet, TikTokAppView } from '@duet/contracts';
import { Database } from '@duet/database';
import { Questions } from '@duet/messaging';
import { type Caller, memberRoute, type Route } from '../http/route.ts';
import { workspaceStore } from '../provisioning/workspace.store.ts';

const path = '/installation/tiktok-app';

/** What all workspaces of this installation share. It is for the owner of the first one, who set the installation up. */
@Injectable()
export class InstallationRoutes {
  constructor(
    private readonly database: Database,
    private readonly questions: Questions,
  ) {}

  routes(): Route[] {
    const common = { path, roles: ['owner'], status: 200, answer: TikTokAppView } as const;
    return [
      memberRoute(
        {
          ...common,
          id: 'tiktokApp',
          method: 'GET',
          summary: 'The TikTok app of this installation, without its secret',
          request: TikTokAppGet.request,
          refusals: ['no_answer'],
        },
        async (request, caller) => {
          await this.#assertFirst(caller);
          return this.questions.ask(TikTokAppGet, request, caller.actor);
        },
      ),
      memberRoute(
        {
          ...common,
          id: 'setTikTokApp',
          method: 'PUT',
          summary: 'Replace key and secret of the TikTok app, without a restart',
          request: TikTokAppSet.request,
          refusals: ['no_answer', 'app_not_sealable'],
        },
        async (request, caller) => {
          await this.#assertFirst(caller);
          return this.questions.ask(TikTokAppSet, request, caller.actor);
        },
      ),
    ];
  }

  /** @throws Rejection `forbidden` */
  async #assertFirst({ workspace }: Caller): Promise<void> {
    const first = await this.database.asWorker((tx) => workspaceStore.findFirst(tx));
    if (first !== workspace.id) throw new Rejection('forbidden');
  }
}
