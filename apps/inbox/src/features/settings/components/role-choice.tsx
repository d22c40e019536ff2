import { Role } from '@duet/contracts';
import { useViewer } from '../../../lib/session-context.ts';
import { strings } from '../people-strings.ts';

/** The options of a choice of roles: those that the viewer may give. */
export function RoleOptions() {
  const { role: own } = useViewer();
  return Role.options.slice(Role.options.indexOf(own)).map((role) => (
    <option key={role} value={role}>
      {strings.roles[role]}
    </option>
  ));
}

/** Whether the viewer may change somebody with this role. */
export function useMayChange(role: Role): boolean {
  const { role: own } = useViewer();
  return Role.options.indexOf(own) <= Role.options.indexOf(role);
}

export function RoleSelect({ label, role, onChange }: { label: string; role: Role; onChange: (role: Role) => void }) {
  return (
    <select
      aria-label={label}
      value={role}
      onChange={({ target }) => onChange(Role.parse(target.value))}
      className="h-8 w-40 rounded-md border border-line bg-surface px-2 hover:border-line-strong"
    >
      <RoleOptions />
    </select>
  );
}
