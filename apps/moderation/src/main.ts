import { loadConfig, start } from '@duet/service-kit';
import { ModerationConfig } from './config.ts';
import { defineModeration } from './service.ts';

await start(() => defineModeration(loadConfig(ModerationConfig, process.env)));
