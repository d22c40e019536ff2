import { loadConfig, start } from '@duet/service-kit';
import { GatewayConfig } from './config.ts';
import { defineGateway } from './service.ts';

await start(() => defineGateway(loadConfig(GatewayConfig, process.env)));
