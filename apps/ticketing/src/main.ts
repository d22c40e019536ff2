import { CommonConfig, loadConfig, start } from '@duet/service-kit';
import { defineTicketing } from './service.ts';

await start(() => defineTicketing(loadConfig(CommonConfig, process.env)));
