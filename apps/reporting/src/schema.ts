import type { ServiceSchema } from '@duet/database';
import { CreateReporting1764000000000 } from './migrations/1764000000000-create-reporting.ts';

export const reportingSchema: ServiceSchema = { schema: 'reporting', migrations: [CreateReporting1764000000000] };
