/** A control request that cannot be carried out; answered as problem+json. */
export class ControlRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ControlRefusal';
    this.status = status;
  }
}

export function found<Thing>(thing: Thing | undefined, what: string): Thing {
  if (thing === undefined) throw new ControlRefusal(404, `${what} does not exist`);
  return thing;
}
