export { type ServiceName, serviceNames, type ServiceProcess, serviceProcesses } from '@duet/embedded';

/** A postgres:// URL of another role on the same server. */
export function asRole(url: string, role: string, password: string): string {
  const changed = new URL(url);
  changed.username = role;
  changed.password = encodeURIComponent(password);
  return changed.href;
}
