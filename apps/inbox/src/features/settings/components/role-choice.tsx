import { Role } from '@duet/contracts';
import { ChevronDown } from 'lucide-react';
import { Button } from '../../../components/ui/button.tsx';
import { Menu, MenuChoice } from '../../../components/ui/menu.tsx';
import { useViewer } from '../../../lib/session-context.ts';
import { strings } from '../people-strings.ts';

/** Those that the viewer may give. */
function useGivenRoles(): readonly Role[] {
  const { role: own } = useViewer();
  return Role.options.slice(Role.options.indexOf(own));
}

/** The options of a field for a role. */
export function RoleOptions() {
  return useGivenRoles().map((role) => (
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

/** A menu, not a field: a field would give every role that the arrow keys pass on the way. */
export function RoleMenu({ label, role, onChange }: { label: string; role: Role; onChange: (role: Role) => void }) {
  const given = useGivenRoles();
  return (
    <Menu
      trigger={
        <Button className="w-40 justify-between! px-2! font-normal!" aria-label={`${label}: ${strings.roles[role]}`}>
          {strings.roles[role]}
          <ChevronDown size={14} aria-hidden className="text-muted" />
        </Button>
      }
    >
      <MenuChoice
        name={label}
        value={role}
        options={given.map((one) => [one, strings.roles[one]] as const)}
        onChange={(next) => next !== role && onChange(next)}
      />
    </Menu>
  );
}
