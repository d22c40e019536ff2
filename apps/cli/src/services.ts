import { z } from 'zod';

/** Every service with a schema of its own, in the order in which they are listed everywhere. */
export const ServiceName = z.enum([
  'ingestion',
  'channels',
  'ticketing',
  'delivery',
  'moderation',
  'reporting',
  'gateway',
]);
export type ServiceName = z.infer<typeof ServiceName>;

export const serviceNames: readonly ServiceName[] = ServiceName.options;

/** A postgres:// URL of another role on the same server. */
export function asRole(url: string, role: string, password: string): string {
  const changed = new URL(url);
  changed.username = role;
  changed.password = encodeURIComponent(password);
  return changed.href;
}
