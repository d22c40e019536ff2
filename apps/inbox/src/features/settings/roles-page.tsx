import { Role } from '@duet/contracts';
import { Check } from 'lucide-react';
import { useViewer } from '../../lib/session-context.ts';
import { rowsOf } from './abilities.ts';
import { strings } from './account-strings.ts';
import { useRoles } from './api/roles.ts';
import { Page } from '../../components/page.tsx';
import { strings as peopleStrings } from './people-strings.ts';

/** What each role may do, as the server lets it. */
export function RolesPage() {
  const { role: own } = useViewer();
  const { data: actions = [], error } = useRoles();
  const rows = rowsOf(actions, Role.options);
  return (
    <Page title={strings.roles} about={strings.aboutRoles} error={error}>
      {rows.length > 0 && (
        <div className="overflow-x-auto">
          <table aria-label={strings.roles} className="w-full text-left">
            <thead>
              <tr>
                <th scope="col" className="py-2 pr-3 font-medium text-muted">
                  {strings.ability}
                </th>
                {Role.options.map((role) => (
                  <th key={role} scope="col" className="px-2 py-2 text-center font-semibold">
                    {peopleStrings.roles[role]}
                    {role === own && <span className="block text-xs font-normal text-muted">{peopleStrings.you}</span>}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ ability, summary, roles }) => (
                <tr key={ability ?? summary} className="border-t border-line">
                  <th scope="row" className="py-2.5 pr-3 font-normal text-pretty">
                    {ability ? strings.abilities[ability] : summary}
                  </th>
                  {Role.options.map((role) => (
                    <Cell key={role} may={roles.includes(role)} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}

const Cell = ({ may }: { may: boolean }) => (
  <td className="px-2 text-center">
    {may ? (
      <Check size={16} role="img" aria-label={strings.may} className="inline text-success" />
    ) : (
      <span className="text-muted">
        <span aria-hidden>–</span>
        <span className="sr-only">{strings.mayNot}</span>
      </span>
    )}
  </td>
);
