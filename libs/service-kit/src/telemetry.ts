import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';

/**
 * Loaded before everything else (`node --import`). Does nothing without OTEL_EXPORTER_OTLP_ENDPOINT. HTTP servers are
 * not instrumented automatically: that halves the accept path, which makes its span by hand.
 */
if (process.env['OTEL_EXPORTER_OTLP_ENDPOINT']) {
  const sdk = new NodeSDK({
    traceExporter: new OTLPTraceExporter(),
    instrumentations: [
      new PgInstrumentation({ requireParentSpan: true }),
      new UndiciInstrumentation({ requireParentforSpans: true }),
    ],
  });
  sdk.start();
  process.once('beforeExit', () => void sdk.shutdown());
  process.once('SIGTERM', () => void sdk.shutdown());
}
