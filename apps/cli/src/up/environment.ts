import { inboxDist } from '../installation.ts';
import { asRole, type ServiceName, type ServiceProcess } from '../services.ts';
import type { DataFolder } from './folder.ts';
import type { Ports } from './ports.ts';
import { passwordOf, type Secrets } from './secrets.ts';

/** TikTok issues 19 digits. */
export const CLIENT_KEY = '7600000000000000001';

/** What the environments of all processes are made from. */
export interface Shape {
  readonly secrets: Secrets;
  readonly ports: Ports;
  /** Without credentials. */
  readonly postgresUrl: string;
  readonly natsUrl: string;
  readonly mediaFolder: string;
}

type Environment = Readonly<Record<string, string>>;

export const gatewayUrl = ({ ports }: Shape): string => `http://127.0.0.1:${ports.gateway}`;
export const simulatorUrl = ({ ports }: Shape): string => `http://127.0.0.1:${ports.simulator}`;
export const webhookUrl = ({ ports }: Shape): string => `http://127.0.0.1:${ports.ingestion}/webhooks/tiktok`;

/** What one service needs and nothing more: the secrets of the others are not for it. */
const own: Readonly<Record<ServiceName, (shape: Shape) => Environment>> = {
  ingestion: (shape) => ({ ...tiktokClient(shape), APP_SEALING_KEY: shape.secrets.appSealingKey }),
  channels: (shape) => ({
    ...tiktokClient(shape),
    MEDIA_FOLDER: shape.mediaFolder,
    TIKTOK_AUTHORIZE_URL: `${simulatorUrl(shape)}/v2/auth/authorize`,
    PUBLIC_URL: gatewayUrl(shape),
    WEBHOOK_URL: webhookUrl(shape),
    CHANNELS_SEALING_KEY: shape.secrets.sealingKey,
    APP_SEALING_KEY: shape.secrets.appSealingKey,
  }),
  ticketing: () => ({}),
  delivery: (shape) => ({ ...tiktokClient(shape), MEDIA_FOLDER: shape.mediaFolder }),
  moderation: tiktokClient,
  reporting: () => ({}),
  gateway: (shape) => ({
    PUBLIC_URL: gatewayUrl(shape),
    INBOX_DIST: inboxDist,
    PHONE_URL: `${simulatorUrl(shape)}/phone`,
    MEDIA_FOLDER: shape.mediaFolder,
  }),
};

export function serviceEnvironment(
  { name, service, environment }: ServiceProcess,
  shape: Shape,
  opsPort: number,
): Environment {
  return {
    NODE_ENV: 'production',
    OTEL_SERVICE_NAME: `duet-${name}`,
    HOST: '127.0.0.1',
    PORT: String(name === 'ingestion' || name === 'gateway' ? shape.ports[name] : 0),
    OPS_HOST: '127.0.0.1',
    OPS_PORT: String(opsPort),
    DATABASE_URL: asRole(shape.postgresUrl, `${service}_worker`, passwordOf(shape.secrets, service)),
    NATS_URL: shape.natsUrl,
    DUET_TEST_CLOCK: '1',
    ...own[service](shape),
    ...environment,
  };
}

export function simulatorEnvironment(shape: Shape, folder: DataFolder): Environment {
  return {
    SIMULATOR_PORT: String(shape.ports.simulator),
    SIMULATOR_HOST: '127.0.0.1',
    SIMULATOR_DB: folder.simulatorDatabase,
    SIMULATOR_CLIENT_KEY: CLIENT_KEY,
    SIMULATOR_CLIENT_SECRET: shape.secrets.tiktokClientSecret,
    SIMULATOR_REDIRECT_URIS: `${gatewayUrl(shape)}/integrations/tiktok/callback/`,
    SIMULATOR_ALLOW_LOOPBACK_REDIRECT: '1',
    NATS_URL: shape.natsUrl,
  };
}

function tiktokClient(shape: Shape): Environment {
  return { TIKTOK_BASE_URL: `${simulatorUrl(shape)}/open_api/v1.3`, ...tiktokApp(shape) };
}

function tiktokApp({ secrets }: Shape): Environment {
  return { TIKTOK_CLIENT_KEY: CLIENT_KEY, TIKTOK_CLIENT_SECRET: secrets.tiktokClientSecret };
}
