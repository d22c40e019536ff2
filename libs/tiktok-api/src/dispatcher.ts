import { Agent, buildConnector } from 'undici';

/** The connection was never made, so no byte of a request was written. */
export class ConnectFailure extends Error {
  constructor(cause: Error) {
    super(`could not connect (${cause.message})`, { cause });
    this.name = 'ConnectFailure';
  }
}

/**
 * An agent that marks every failure before a usable (for https: encrypted and verified) connection exists, so that
 * "nothing was sent" is known rather than guessed from error codes, some of which also occur after the request.
 */
export function createDispatcher(connectTimeoutMs: number): Agent {
  const connect = buildConnector({ timeout: connectTimeoutMs, allowH2: false });
  return new Agent({
    connect(options, callback) {
      // undici's own time-out may be a second late, and the call would be given up before it, as if it had been sent.
      let timer: NodeJS.Timeout | null = setTimeout(() => {
        timer = null;
        callback(new ConnectFailure(new Error(`no connection within ${connectTimeoutMs} ms`)), null);
      }, connectTimeoutMs);
      connect(options, (...result) => {
        if (timer === null) return void result[1]?.destroy();
        clearTimeout(timer);
        timer = null;
        if (result[0] === null) callback(null, result[1]);
        else callback(new ConnectFailure(result[0]), null);
      });
    },
  });
}

export function isConnectFailure(error: unknown): boolean {
  for (let link = error; link instanceof Error; link = link.cause) {
    if (link instanceof ConnectFailure) return true;
  }
  return false;
}
