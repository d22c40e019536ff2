export { chromiumPath } from './chromium.ts';
export { freePort } from './free-port.ts';
export { findNatsServer, type NatsBinary, type NatsLookup } from './nats-binary.ts';
export { startNats, type NatsServer, type NatsServerOptions, type NatsUser } from './nats-server.ts';
export { removePostgresData } from './postgres-place.ts';
export { startPostgres, type PostgresOptions, type PostgresServer } from './postgres.ts';
export { type ServiceName, serviceNames, type ServiceProcess, serviceProcesses } from './processes.ts';
export { startServer, type ServerCommand, type ServerProcess } from './server-process.ts';
