const [armed, nth = '1'] = (process.env['DUET_FAILPOINT'] ?? '').split(':');
let passed = 0;

/**
 * A named place at which a test lets this process die as a crash does. Armed by `DUET_FAILPOINT=<name>` or
 * `<name>:<n>` for the n-th pass; otherwise it does nothing.
 */
export function failpoint(name: string): void {
  if (name !== armed) return;
  passed += 1;
  if (passed >= Number(nth)) process.kill(process.pid, 'SIGKILL');
}
