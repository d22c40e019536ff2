/** The server's time, kept as an offset to this machine's clock. Windows are counted from it, never from page load. */
export class ServerClock {
  #offsetMs = 0;

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  /** The server said what time it is. */
  learn(serverTime: string, localMs: number = Date.now()): void {
    const offset = Date.parse(serverTime) - localMs;
    if (Number.isFinite(offset)) this.#offsetMs = offset;
  }

  /** Something happened on the server at this time, so it is not earlier there. */
  atLeast(occurredAt: string, localMs: number = Date.now()): void {
    const offset = Date.parse(occurredAt) - localMs;
    if (offset > this.#offsetMs) this.#offsetMs = offset;
  }
}

export const serverClock = new ServerClock();
