import { Counter } from 'prom-client';

const sends = new Counter({
  name: 'duet_sends_total',
  help: 'Calls that send, by what came of them',
  labelNames: ['outcome'],
});

const signals = new Counter({
  name: 'duet_signals_total',
  help: 'Typing and read signals, by whether TikTok took them or they were dropped',
  labelNames: ['outcome'],
});

export const countSignal = (outcome: 'shown' | 'dropped'): void => signals.inc({ outcome });

export const countSend = (outcome: 'sent' | 'wait' | 'refused' | 'unknown'): void => sends.inc({ outcome });
