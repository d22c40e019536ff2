import { supervisors } from '@duet/contracts';
import { MenuItem, MenuLine } from '../../components/ui/menu.tsx';
import { useViewer } from '../../lib/session-context.ts';
import { strings } from './strings.ts';
import { exportTickets, type Query } from './export-file.ts';

/** The entry of the list's menu that takes the list out; offered to whom the server lets do it. */
export function ExportTickets({ query }: { query: Query }) {
  const { role } = useViewer();
  if (!supervisors.includes(role)) return null;
  return (
    <>
      <MenuLine />
      <MenuItem onSelect={() => void exportTickets(query)}>{strings.tickets}</MenuItem>
    </>
  );
}
