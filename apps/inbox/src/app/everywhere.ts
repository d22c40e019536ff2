import { useNavigate } from 'react-router';
import { settingsPages } from '../features/settings/settings-pages.ts';
import { useSignOut } from '../features/session/api/session.ts';
import { usePageActions, usePaletteEntries } from '../lib/page-actions.ts';
import { useViewer } from '../lib/session-context.ts';
import { useChoose } from '../lib/preferences.ts';
import { density, spoken, theme } from './preferences.ts';
import { strings } from './strings.ts';

/** What can be done on every page. */
export function useEverywhere(showKeys: () => void): void {
  const navigate = useNavigate();
  const choose = useChoose();
  const signOut = useSignOut();
  const { yours, workspace } = settingsPages(useViewer().role);
  usePaletteEntries(
    [...yours, ...workspace].map(({ path, name }) => ({
      id: path,
      name: `${strings.settings}: ${name}`,
      run: () => void navigate(path),
    })),
  );
  usePageActions({
    goToInbox: () => void navigate('/inbox'),
    goToPosts: () => void navigate('/posts'),
    goToIntegrations: () => void navigate('/integrations'),
    goToSettings: () => void navigate('/settings'),
    changeTheme: () => choose({ theme: theme.next() }),
    changeDensity: () => choose({ density: density.next() }),
    changeLanguage: () => choose({ language: spoken.next() }),
    signOut: () => signOut.mutate(),
    showKeys,
  });
}
