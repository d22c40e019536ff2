/** The part of autocannon that is used here. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  export interface Client {
    /** The bytes of the next request. */
    getRequestBuffer: () => Buffer;
  }

  export interface Options {
    readonly url: string;
    readonly method: string;
    readonly connections: number;
    /** Requests in all; the run ends when each has been answered. */
    readonly amount: number;
    readonly setupClient: (client: Client) => void;
  }

  export interface Result {
    readonly errors: number;
    readonly timeouts: number;
  }

  export interface Run extends EventEmitter, PromiseLike<Result> {}

  export default function autocannon(options: Options): Run;
}
