import { loadConfig, start } from '@duet/service-kit';
import { DeliveryConfig } from './config.ts';
import { defineDelivery } from './service.ts';

await start(() => defineDelivery(loadConfig(DeliveryConfig, process.env)));
