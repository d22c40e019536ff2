/**
 * Starts OpenTelemetry when OTEL_EXPORTER_OTLP_ENDPOINT is set. Otherwise not even its SDK is read, which is a third of
 * all that a service consists of.
 */
if (process.env['OTEL_EXPORTER_OTLP_ENDPOINT']) {
  const { startTelemetry } = await import('./telemetry-sdk.ts');
  startTelemetry();
}
