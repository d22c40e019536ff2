import {
  type Actor,
  type AnswerOf,
  installation,
  Rejection,
  type QuestionDefinition,
  type RequestInputOf,
} from '@duet/contracts';
import { type AskOptions, Questions } from '@duet/messaging';
import { Logger } from '@nestjs/common';
import { withBroker } from './broker.ts';
import { Failure } from './command.ts';

const operator: Actor = {
  kind: 'system',
  id: 'cli',
  name: 'operator',
  role: 'owner',
  workspaceId: installation.workspaceId,
};

export type Ask = <Q extends QuestionDefinition>(
  question: Q,
  request: RequestInputOf<Q>,
  options?: AskOptions,
) => Promise<AnswerOf<Q>>;

/** Asks services in the operator's name. A refusal becomes a Failure in its own words. */
export function asOperator<Result>(natsUrl: string, work: (ask: Ask) => Promise<Result>): Promise<Result> {
  // Nest's client reports its connection's end as news.
  Logger.overrideLogger(false);
  return withBroker(natsUrl, (connection) => {
    const questions = new Questions(connection);
    return work((question, request, options) =>
      questions.ask(question, request, operator, options).catch((error: unknown) => {
        if (!(error instanceof Rejection)) throw error;
        const what = error.code === 'no_answer' ? `${question.owner} does not answer` : error.message;
        throw new Failure(what, { cause: error });
      }),
    );
  });
}
