import { context, propagation, SpanKind, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { newId, WorkspaceChanged } from '@duet/contracts';
import { until } from '@duet/testing';
import { changed, keep, Parts } from '../test/parts.ts';
import { currentTraceparent, inEventSpans, inSpan } from './trace.ts';

const exporter = new InMemorySpanExporter();
let parts: Parts;

beforeAll(async () => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
  parts = await Parts.start();
});

afterAll(async () => {
  await parts.stop();
  trace.disable();
  context.disable();
  propagation.disable();
});

test('one trace goes from the request through the outbox and the handler to what the handler publishes', async () => {
  const relay = await parts.relay();
  await parts.consume(
    async (events, tx) => {
      await keep(events, tx);
      return events
        .filter(({ data }) => data.name === 'first')
        .map(({ id, correlationId, traceparent }) => changed('second', 2, { id, correlationId, traceparent }));
    },
    () => relay.wake(),
  );
  const began = await inSpan('a request', SpanKind.SERVER, undefined, async () => {
    await parts.write(['first'], { id: newId(), correlationId: newId(), traceparent: currentTraceparent() });
    return trace.getActiveSpan()?.spanContext();
  });
  relay.wake();
  await until('both took effect', async () => (await parts.effects()).length === 2);
  await parts.rest();

  const [first, second] = parts.harness.published(WorkspaceChanged);
  const spans = exporter.getFinishedSpans().filter((span) => span.spanContext().traceId === began?.traceId);
  const processing = spans.filter(({ name }) => name === 'process gateway.workspace.changed');
  expect(processing.map(({ attributes }) => attributes['messaging.message.id'])).toEqual([first?.id, second?.id]);
  const [ofFirst, ofSecond] = processing;
  expect(ofFirst?.parentSpanContext?.spanId).toBe(began?.spanId);
  expect(ofSecond?.parentSpanContext?.spanId).toBe(ofFirst?.spanContext().spanId);
});

test('a batch links to every message in it', async () => {
  exporter.reset();
  const parents = await Promise.all(
    ['a', 'b'].map((name) =>
      inSpan(name, SpanKind.SERVER, undefined, () => Promise.resolve(currentTraceparent() ?? '')),
    ),
  );
  const messages = parents.map((traceparent) =>
    changed('linked', 1, { id: newId(), correlationId: newId(), traceparent }),
  );
  const events = messages.map((message) => ({
    ...message,
    type: message.definition.type,
    correlationId: message.cause.correlationId,
    causationId: message.cause.id,
    partitionKey: 'linked',
    traceparent: message.cause.traceparent,
  }));
  await inEventSpans('automation__probe', events, () => Promise.resolve());
  const batch = exporter.getFinishedSpans().find(({ name }) => name === 'process batch automation__probe');
  const linked = batch?.links.map(({ context: link }) => link.traceId);
  expect(linked).toEqual(parents.map((traceparent) => traceparent.split('-')[1]));
});
