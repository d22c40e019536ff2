import 'reflect-metadata';
import type { MessageOf, Reaction } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { Publish } from './publish.ts';

/** A message in a handler's hands. */
export type Event<D extends Reaction['on'][number]> = MessageOf<D> & { readonly traceparent: string | undefined };

/**
 * A reaction's work: a batch of events in one transaction, together with the claim that makes each count once.
 * It may meet any order and any repetition; it does no network call; what it returns is published after the commit.
 */
export type Handle<D extends Reaction['on'][number]> = (events: readonly Event<D>[], tx: Tx) => Promise<Publish[]>;

const key = Symbol('reaction');

export interface ReactionMethod {
  readonly reaction: Reaction;
  readonly method: string;
}

/** Binds a method to a reaction of the topology. */
export function ReactsTo<D extends Reaction['on'][number]>(reaction: Reaction<D>) {
  return (target: object, method: string, _descriptor: { value?: Handle<D> }): void => {
    const methods: ReactionMethod[] = Reflect.getOwnMetadata(key, target.constructor) ?? [];
    Reflect.defineMetadata(key, [...methods, { reaction, method }], target.constructor);
  };
}

export const reactionsOf = (type: object): readonly ReactionMethod[] => Reflect.getOwnMetadata(key, type) ?? [];
