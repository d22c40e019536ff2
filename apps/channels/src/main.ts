import { loadConfig, start } from '@duet/service-kit';
import { ChannelsConfig } from './config.ts';
import { defineChannels } from './service.ts';

await start(() => defineChannels(loadConfig(ChannelsConfig, process.env)));
