import { Injectable } from '@nestjs/common';
import { type AnswerOf, FirstSteps, type RequestOf } from '@duet/contracts';
import { Answers, type QuestionInTx } from '@duet/messaging';

/** A workspace in which so much was done needs nobody to show how; it also bounds what is read. */
const SETTLED = 1_000;

@Injectable()
export class FirstStepsAnswers {
  @Answers(FirstSteps)
  async read(_request: RequestOf<typeof FirstSteps>, { tx }: QuestionInTx): Promise<AnswerOf<typeof FirstSteps>> {
    const [steps] = await tx.query<AnswerOf<typeof FirstSteps>>(
      `SELECT EXISTS (SELECT FROM tickets WHERE workspace_id = current_setting('app.workspace')::uuid) AS received,
         coalesce(bool_or(action = 'reply') OR count(*) = $1, false) AS answered,
         coalesce(bool_or(action = 'hide') OR count(*) = $1, false) AS hid
       FROM (SELECT action FROM audit WHERE workspace_id = current_setting('app.workspace')::uuid
         ORDER BY at, id LIMIT $1) done`,
      [SETTLED],
    );
    if (!steps) throw new Error('an aggregate without groups is one row');
    return steps;
  }
}
