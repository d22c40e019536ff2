import { strings } from './strings.ts';

const second = 1_000;
const minute = 60 * second;

/** Roughly how long: seconds below a minute, else minutes. */
export const durationText = (ms: number): string =>
  ms < minute ? strings.seconds(Math.max(Math.ceil(ms / second), 1)) : strings.minutes(Math.ceil(ms / minute));
