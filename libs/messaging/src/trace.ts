import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Received } from './wire.ts';

const tracer = trace.getTracer('@duet/messaging');

/** The W3C trace context of the span that is current, for a header or an outbox row. */
export function currentTraceparent(): string | undefined {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier['traceparent'];
}

const contextOf = (traceparent: string) => propagation.extract(context.active(), { traceparent });

/**
 * Runs a batch under one span that links to the messages in it, with a child of each traced message's own trace, so
 * that one webhook can be followed through every service. Handlers get the child's context as the message's own.
 */
export async function inEventSpans<E extends Received, Result>(
  durable: string,
  events: readonly E[],
  work: (events: readonly E[]) => Promise<Result>,
): Promise<Result> {
  const spans = new Map<E, Span>();
  for (const event of events) {
    if (!event.traceparent) continue;
    const span = tracer.startSpan(
      `process ${event.type}`,
      {
        kind: SpanKind.CONSUMER,
        attributes: {
          'messaging.system': 'nats',
          'messaging.consumer.group.name': durable,
          'messaging.message.id': event.id,
        },
      },
      contextOf(event.traceparent),
    );
    if (span.isRecording()) spans.set(event, span);
  }
  if (spans.size === 0) return work(events);
  const links = [...spans.values()].map((span) => ({ context: span.spanContext() }));
  return tracer.startActiveSpan(`process batch ${durable}`, { kind: SpanKind.CONSUMER, links }, async (batch) => {
    try {
      return await work(events.map((event) => withSpan(event, spans.get(event))));
    } catch (error) {
      batch.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      for (const span of spans.values()) span.end();
      batch.end();
    }
  });
}

function withSpan<E extends Received>(event: E, span: Span | undefined): E {
  if (!span) return event;
  const carrier: Record<string, string> = {};
  propagation.inject(trace.setSpan(context.active(), span), carrier);
  return { ...event, traceparent: carrier['traceparent'] };
}

/** Runs work under a span of its own; `traceparent` makes it part of a trace that began elsewhere. */
export function inSpan<Result>(
  name: string,
  kind: SpanKind,
  traceparent: string | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  const parent = traceparent ? contextOf(traceparent) : context.active();
  return tracer.startActiveSpan(name, { kind }, parent, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
      throw error;
    } finally {
      span.end();
    }
  });
}
