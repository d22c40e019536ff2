export { CommonConfig, ConfigError, loadConfig } from './config.ts';
export { failpoint } from './failpoint.ts';
export { BROKER, CONFIG, LOGGER } from './kit.module.ts';
export { createLogger } from './logger.ts';
export { problemOf } from './problem.filter.ts';
export { SealingKey, SealingKeys } from './sealing.ts';
export { bootService, type RunningService, type ServiceDefinition, start } from './service.ts';
export { type LeasedAccount, type LeasedToken, TokenLeases } from './token-lease.ts';
