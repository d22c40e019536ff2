import { newId } from '@duet/contracts';
import { headersOf, publish } from '@duet/messaging';
import type { SampleMessage } from './trial.ts';

interface Malformed {
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string;
  /** What its dead letter says. */
  readonly reason: string;
}

/** Everything that can be wrong with a message before anybody understands it. */
export function malformed({ definition, workspaceId, data }: SampleMessage): Malformed[] {
  const cause = { id: newId(), correlationId: newId() };
  const headers = (): Record<string, string> => ({
    ...headersOf(publish(definition, { workspaceId, data, cause, occurredAt: new Date() }), definition.key(data)),
  });
  const without = (name: string): Record<string, string> => {
    const { [name]: _left, ...rest } = headers();
    return rest;
  };
  const payload = JSON.stringify(data);
  return [
    { headers: headers(), payload: payload.slice(0, -1), reason: 'the data is not JSON' },
    { headers: headers(), payload: '{}', reason: 'the data breaks its schema' },
    { headers: headers(), payload: 'null', reason: 'the data breaks its schema' },
    { headers: without('ce-id'), payload, reason: 'header ce-id is missing' },
    { headers: without('ce-workspaceid'), payload, reason: 'header ce-workspaceid is missing' },
    { headers: { ...headers(), 'ce-id': 'none' }, payload, reason: 'header ce-id is no UUIDv7' },
    { headers: { ...headers(), 'ce-type': 'nobody.knows.this.v1' }, payload, reason: 'is not consumed here' },
    { headers: { ...headers(), 'ce-partitionkey': '%E0%A4%A' }, payload, reason: 'URI malformed' },
  ];
}
