import type { ServiceDefinition } from '@duet/service-kit';
import type { IngestionConfig } from './config.ts';
import { IngestionModule } from './ingestion.module.ts';
import { ingestionSchema } from './schema.ts';

export const defineIngestion = (config: IngestionConfig): ServiceDefinition => ({
  name: 'ingestion',
  module: IngestionModule.for(config.INGESTION_ROLE),
  schema: ingestionSchema,
  config,
  http: config.INGESTION_ROLE !== 'worker',
  broker: config.INGESTION_ROLE !== 'web',
  rawBodies: true,
  bodyLimit: config.WEBHOOK_MAX_BYTES,
});
