import { loadConfig, start } from '@duet/service-kit';
import { IngestionConfig } from './config.ts';
import { defineIngestion } from './service.ts';

await start(() => defineIngestion(loadConfig(IngestionConfig, process.env)));
