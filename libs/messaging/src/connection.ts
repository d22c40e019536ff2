import { connect, type NatsConnection } from '@nats-io/transport-node';

/** A connection that never gives up reconnecting; `url` may carry user and password. */
export function connectToBroker(url: string, name: string): Promise<NatsConnection> {
  const { username, password, host } = new URL(url);
  return connect({
    servers: host,
    name,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    waitOnFirstConnect: true,
    ...(username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : {}),
  });
}
