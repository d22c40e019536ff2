import { Injectable } from '@nestjs/common';
import { type AnswerOf, Rejection, type RequestOf, TikTokAppGet, TikTokAppSet } from '@duet/contracts';
import { AnswersOutside, type Question } from '@duet/messaging';
import { TikTokApp } from './tiktok-app.ts';

/** The TikTok app of the installation is for its owner and its operators alone. */
@Injectable()
export class AppAnswers {
  constructor(private readonly app: TikTokApp) {}

  @AnswersOutside(TikTokAppGet)
  get(_request: RequestOf<typeof TikTokAppGet>, question: Question): Promise<AnswerOf<typeof TikTokAppGet>> {
    requireOwner(question);
    return this.app.view();
  }

  @AnswersOutside(TikTokAppSet)
  set(wanted: RequestOf<typeof TikTokAppSet>, question: Question): Promise<AnswerOf<typeof TikTokAppSet>> {
    requireOwner(question);
    return this.app.set(wanted, question.actor, question.cause);
  }
}

function requireOwner({ actor }: Question): void {
  if (actor.role !== 'owner') throw new Rejection('forbidden');
}
