/** An answer with HTTP 200 and a code other than 0 (tiktok-api.md §3). Nothing was performed. */
export class Refusal extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
  }
}

export function refuse(code: number, message: string): never {
  throw new Refusal(code, message);
}
