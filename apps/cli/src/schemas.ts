import { randomBytes } from 'node:crypto';
import { provisionRoles } from '@duet/database';
import { z } from 'zod';
import { ask } from './child.ts';
import { programOf } from './installation.ts';
import { asRole, type ServiceName, serviceNames } from './services.ts';

const Names = z.array(z.string());

const AT_ONCE = 2;

/**
 * Makes every service's schema and roles and brings the schemas up to date. Only migrations log in as owners, so
 * the owners get a new password each time and nobody has to keep one.
 *
 * @returns how many migrations ran
 */
export async function migrateAll(
  superuserUrl: string,
  workerPasswordOf: (service: ServiceName) => string,
): Promise<number> {
  const roles = serviceNames.map((service) => ({
    service,
    ownerPassword: randomBytes(24).toString('base64url'),
    workerPassword: workerPasswordOf(service),
  }));
  await provisionRoles(superuserUrl, roles);
  const waiting = [...roles];
  const ran: string[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { service, ownerPassword } = next;
      const url = asRole(superuserUrl, `${service}_owner`, ownerPassword);
      ran.push(...Names.parse(await ask(programOf(service, 'migrate'), [], { MIGRATION_DATABASE_URL: url })));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return ran.length;
}

/** Names of the migrations that the service's schema lacks. */
export async function missingMigrations(service: ServiceName, workerUrl: string): Promise<string[]> {
  return Names.parse(await ask(programOf(service, 'migrate'), ['--missing'], { DATABASE_URL: workerUrl }));
}
