import { type Actor, Rejection } from '@duet/contracts';

/** Connecting, setting up and disconnecting are for admins and owners (ACC-03). */
export function requireManager({ role }: Actor): void {
  if (role !== 'owner' && role !== 'admin') throw new Rejection('forbidden');
}
