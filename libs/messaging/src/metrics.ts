import { Counter, Gauge, Histogram } from 'prom-client';

/** One line for each thing that operators watch on the bus. Labels have few values: never ids. */
export const metrics = {
  published: new Counter({ name: 'duet_messages_published_total', help: 'Messages the broker has stored' }),
  consumed: new Counter({
    name: 'duet_messages_consumed_total',
    help: 'Messages handled and committed',
    labelNames: ['durable'],
  }),
  faults: new Counter({
    name: 'duet_handler_faults_total',
    help: 'Faults of handlers themselves; outages do not count',
    labelNames: ['durable'],
  }),
  deadLetters: new Counter({
    name: 'duet_dead_letters_total',
    help: 'Messages given up on and kept as rows',
    labelNames: ['durable'],
  }),
  batchSeconds: new Histogram({
    name: 'duet_batch_seconds',
    help: 'Time of one batch, from the first message in hand to the commit',
    labelNames: ['durable'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  }),
  amnesia: new Counter({
    name: 'duet_streams_lost_total',
    help: 'Times a stream turned out to be another one and was published again from the outbox',
    labelNames: ['stream'],
  }),
  paused: new Gauge({
    name: 'duet_consumer_paused',
    help: '1 while a consumer waits for its database',
    labelNames: ['durable'],
  }),
};
