import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { NatsConnection } from '@nats-io/transport-node';
import { Database } from '@duet/database';
import { Clock, Questions, Relay } from '@duet/messaging';
import type { Logger } from 'pino';
import type { CommonConfig } from './config.ts';

/** Injection tokens for what is no class. */
export const LOGGER = Symbol('logger');
export const CONFIG = Symbol('config');
export const BROKER = Symbol('broker');

@Global()
@Module({})
class Kit {}

@Module({})
class Root {}

export interface KitParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly config: CommonConfig;
  readonly connection: NatsConnection | null;
  readonly relay: Relay | null;
}

/** The service's module with what every service has: Database, Clock, Questions, Relay, LOGGER, CONFIG and BROKER. */
export function kitModule(service: Type | DynamicModule, parts: KitParts): DynamicModule {
  const { database, clock, logger, config, connection, relay } = parts;
  const providers = [
    { provide: Database, useValue: database },
    { provide: Clock, useValue: clock },
    { provide: LOGGER, useValue: logger },
    { provide: CONFIG, useValue: config },
    ...(connection && relay
      ? [
          { provide: BROKER, useValue: connection },
          { provide: Questions, useValue: new Questions(connection) },
          { provide: Relay, useValue: relay },
        ]
      : []),
  ];
  const kit: DynamicModule = {
    module: Kit,
    imports: [DiscoveryModule],
    providers,
    exports: [DiscoveryModule, ...providers.map(({ provide }) => provide)],
  };
  return { module: Root, imports: [kit, service] };
}
