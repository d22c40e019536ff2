import { newId } from '@duet/contracts';

/** What makes a write happen once: a fresh key per press of a button, the same one on each retry of it. */
export interface Intent {
  readonly intent: string;
}

/** Works without a secure context, where `crypto.randomUUID` is missing. */
export const newIntent = (): string => newId();
