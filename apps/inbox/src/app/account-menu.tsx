import { LogOut, UserRound } from 'lucide-react';
import { IconButton } from '../components/ui/button.tsx';
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from '../components/ui/menu.tsx';
import { useSignOut } from '../features/session/api/session.ts';
import { Language } from '../lib/language.ts';
import { useViewer } from '../lib/session-context.ts';
import { densities, useDensity } from './density.ts';
import { chooseLanguage, useLanguage } from './spoken-language.ts';
import { strings } from './strings.ts';

/** Who is signed in, and what is theirs to choose. */
export function AccountMenu() {
  const { person, workspace } = useViewer();
  const signOut = useSignOut();
  const language = useLanguage();
  const [density, chooseDensity] = useDensity();
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
      <MenuChoice
        name={strings.language}
        value={language}
        options={Language.options.map((one) => [one, strings.languages[one]])}
        onChange={chooseLanguage}
      />
      <MenuChoice
        name={strings.density}
        value={density}
        options={densities.map((one) => [one, strings.densities[one]])}
        onChange={chooseDensity}
      />
      <MenuLine />
      <MenuItem onSelect={() => signOut.mutate()}>
        <LogOut size={14} aria-hidden />
        {strings.signOut}
      </MenuItem>
    </Menu>
  );
}
