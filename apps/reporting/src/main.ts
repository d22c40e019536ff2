import { CommonConfig, loadConfig, start } from '@duet/service-kit';
import { defineReporting } from './service.ts';

await start(() => defineReporting(loadConfig(CommonConfig, process.env)));
