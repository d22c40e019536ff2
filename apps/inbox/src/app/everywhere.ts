import { useNavigate } from 'react-router';
import { useSignOut } from '../features/session/api/session.ts';
import { usePageActions } from '../lib/page-actions.ts';
import { useChoose } from '../lib/preferences.ts';
import { density, spoken, theme } from './preferences.ts';

/** What can be done on every page. */
export function useEverywhere(showKeys: () => void): void {
  const navigate = useNavigate();
  const choose = useChoose();
  const signOut = useSignOut();
  usePageActions({
    goToInbox: () => void navigate('/inbox'),
    goToPosts: () => void navigate('/posts'),
    goToIntegrations: () => void navigate('/integrations'),
    goToAutoHide: () => void navigate('/settings/auto-hide'),
    goToNotifications: () => void navigate('/settings/notifications'),
    goToSettings: () => void navigate('/settings'),
    goToReplies: () => void navigate('/settings/replies'),
    goToKeyboard: () => void navigate('/settings/keyboard'),
    changeTheme: () => choose({ theme: theme.next() }),
    changeDensity: () => choose({ density: density.next() }),
    changeLanguage: () => choose({ language: spoken.next() }),
    signOut: () => signOut.mutate(),
    showKeys,
  });
}
