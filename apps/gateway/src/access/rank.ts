import { Rejection, Role } from '@duet/contracts';

/** Whether one role may do more than another; roles are listed from the one that may do most. */
export const isAbove = (role: Role, other: Role): boolean => Role.options.indexOf(role) < Role.options.indexOf(other);

/**
 * Nobody gives a role that is above their own, or takes it away.
 * @throws Rejection `forbidden`
 */
export function assertNotAbove(own: Role, role: Role): void {
  if (isAbove(role, own)) throw new Rejection('forbidden');
}
