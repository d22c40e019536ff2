export interface LoggedRequest {
  /** Real milliseconds of arrival. */
  realAt: number;
  path: string;
  account: string | undefined;
  /** TikTok's code; undefined when an interruption kept the answer back. */
  code: number | undefined;
  performed: boolean;
}

const kept = 20_000;

/** The latest calls, refused ones and reads included; in memory only, unlike the ledger. */
export class RequestLog {
  private readonly requests: LoggedRequest[] = [];

  add(request: LoggedRequest): void {
    this.requests.push(request);
    if (this.requests.length > 2 * kept) this.requests.splice(0, kept);
  }

  read(path: string | undefined, account: string | undefined, sinceRealAt = 0): LoggedRequest[] {
    return this.requests.filter(
      (request) =>
        request.realAt >= sinceRealAt &&
        (path === undefined || request.path === path) &&
        (account === undefined || request.account === account),
    );
  }

  clear(): void {
    this.requests.length = 0;
  }
}
