import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';

/**
 * OTEL_SERVICE_NAME and the sampler's variables are the SDK's own. Spans are made by hand where work begins and ends; calls
 * to TikTok make theirs by undici's own channel. HTTP servers are not instrumented automatically: that halves the accept
 * path.
 */
export function startTelemetry(): void {
  const sdk = new NodeSDK({
    traceExporter: new OTLPTraceExporter(),
    // Metrics are scraped and logs are lines: neither is pushed.
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [new UndiciInstrumentation({ requireParentforSpans: true })],
  });
  sdk.start();
  process.once('beforeExit', () => void sdk.shutdown());
  process.once('SIGTERM', () => void sdk.shutdown());
}
