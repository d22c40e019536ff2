import 'reflect-metadata';
import type { Actor, AnswerOf, QuestionDefinition, RequestOf } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { Cause, Publish } from '../publish.ts';

/** A question in a handler's hands, outside of any transaction. */
export interface Question {
  readonly actor: Actor;
  /** For what is published because of this question. */
  readonly cause: Cause;
}

/** A question within a transaction that sees the asker's workspace only. */
export interface QuestionInTx extends Question {
  readonly tx: Tx;
  /** Published when the transaction commits. */
  publish(...messages: Publish[]): void;
}

export interface AnswerMethod {
  readonly question: QuestionDefinition;
  readonly method: string;
  readonly inTransaction: boolean;
}

const key = Symbol('answers');

function decorate(question: QuestionDefinition, inTransaction: boolean) {
  return (target: object, method: string): void => {
    const methods: AnswerMethod[] = Reflect.getOwnMetadata(key, target.constructor) ?? [];
    Reflect.defineMetadata(key, [...methods, { question, method, inTransaction }], target.constructor);
  };
}

interface Method<Q extends QuestionDefinition, Context> {
  value?: (request: RequestOf<Q>, context: Context) => Promise<AnswerOf<Q>>;
}

/** Answers a question in one transaction for the asker's workspace; a write runs at most once per request id. */
export const Answers = <Q extends QuestionDefinition>(question: Q) => {
  const mark = decorate(question, true);
  return (target: object, method: string, _descriptor: Method<Q, QuestionInTx>): void => mark(target, method);
};

/** Answers a question outside of any transaction: for what calls TikTok, or spans workspaces. */
export const AnswersOutside = <Q extends QuestionDefinition>(question: Q) => {
  const mark = decorate(question, false);
  return (target: object, method: string, _descriptor: Method<Q, Question>): void => mark(target, method);
};

export const answersOf = (type: object): readonly AnswerMethod[] => Reflect.getOwnMetadata(key, type) ?? [];
