import { LogOut, UserRound } from 'lucide-react';
import { useNavigate } from 'react-router';
import { IconButton } from '../components/ui/button.tsx';
import { Menu, MenuCheck, MenuChoice, MenuItem, MenuLabel, MenuLine } from '../components/ui/menu.tsx';
import { useSignOut } from '../features/session/api/session.ts';
import { settingsPages } from '../features/settings/settings-pages.ts';
import { useAvailability, useSetAway } from '../lib/availability.ts';
import { useChoose } from '../lib/preferences.ts';
import { useViewer } from '../lib/session-context.ts';
import { density, spoken } from './preferences.ts';
import { strings } from './strings.ts';

/** Who is signed in, and what is theirs to choose. */
export function AccountMenu() {
  const { person, role, workspace } = useViewer();
  const choose = useChoose();
  const signOut = useSignOut();
  const navigate = useNavigate();
  return (
    <Menu
      trigger={
        <IconButton label={strings.account}>
          <UserRound size={16} aria-hidden />
        </IconButton>
      }
    >
      <MenuLabel>
        <bdi className="block truncate text-sm font-semibold text-ink">{person.name}</bdi>
        <bdi className="block truncate">{workspace.name}</bdi>
      </MenuLabel>
      <MenuLine />
      <AwayCheck />
      <MenuLine />
      <MenuChoice
        name={strings.language}
        value={spoken.use()}
        options={spoken.options.map((one) => [one, strings.languages[one]])}
        onChange={(next) => choose({ language: next })}
      />
      <MenuChoice
        name={strings.density}
        value={density.use()}
        options={density.options.map((one) => [one, strings.densities[one]])}
        onChange={(next) => choose({ density: next })}
      />
      <MenuLine />
      {settingsPages(role).yours.map(({ path, icon: Icon, name }) => (
        <MenuItem key={path} onSelect={() => void navigate(path)}>
          <Icon size={14} aria-hidden />
          {name}
        </MenuItem>
      ))}
      <MenuItem onSelect={() => signOut.mutate()}>
        <LogOut size={14} aria-hidden />
        {strings.actions.signOut}
      </MenuItem>
    </Menu>
  );
}

/** Whether the viewer is passed over when tickets are given by turn. */
function AwayCheck() {
  const { person } = useViewer();
  const availability = useAvailability();
  const setAway = useSetAway();
  const held = availability.data?.find(({ personId }) => personId === person.id)?.availability === 'away';
  return (
    <MenuCheck on={setAway.isPending ? setAway.variables : held} onChange={(isAway) => setAway.mutate(isAway)}>
      {strings.away}
    </MenuCheck>
  );
}
