import type { CommonConfig, ServiceDefinition } from '@duet/service-kit';
import { ReportingModule } from './reporting.module.ts';
import { reportingSchema } from './schema.ts';

export const defineReporting = (config: CommonConfig): ServiceDefinition => ({
  name: 'reporting',
  module: ReportingModule,
  schema: reportingSchema,
  config,
});
