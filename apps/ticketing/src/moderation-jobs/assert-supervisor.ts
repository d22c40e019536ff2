import { type Actor, Rejection, supervisors } from '@duet/contracts';

/** Whatever touches many tickets at once is for those who answer for the work of others. @throws Rejection `forbidden` */
export function assertSupervisor({ role }: Actor): void {
  if (!supervisors.includes(role)) throw new Rejection('forbidden');
}
