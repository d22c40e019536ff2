import { Suspense } from 'react';
import { Outlet } from 'react-router';
import { Toaster } from 'sonner';
import { useSession } from '../features/session/api/session.ts';
import { LoginPage } from '../features/session/login-page.tsx';
import { LiveConnection } from '../lib/live-connection.tsx';
import { CurrentSession } from '../lib/session-context.ts';
import { Announcer } from './announcer.tsx';
import { useFollowedPreferences } from './follow-preferences.ts';
import { Hands } from './hands.tsx';
import { Interrupted } from './interrupted.tsx';
import { OfflineBar } from './offline-bar.tsx';
import { Rail } from './rail.tsx';
import { strings } from './strings.ts';

/** Beside the rail, over the end of the list: never over the composer or what it needs. */
const toastOffset = { bottom: 16, left: 108 };
const toastMobileOffset = { bottom: 76 };

/** Lets the signed-in in and shows the others the login at the same address, so that nothing is lost by an expired session. */
export function SignedIn() {
  const session = useSession();
  if (session.data === undefined) {
    return session.isError ? (
      <Interrupted sentence={strings.noServer} action={strings.tryAgain} onAction={() => void session.refetch()} />
    ) : (
      <p className="sr-only">{strings.loading}</p>
    );
  }
  if (session.data === null) return <LoginPage />;
  return (
    <CurrentSession value={session.data}>
      <LiveConnection key={session.data.person.id} personId={session.data.person.id}>
        <Outlet />
        <Toaster
          position="bottom-left"
          containerAriaLabel={strings.notifications}
          duration={5_000}
          offset={toastOffset}
          mobileOffset={toastMobileOffset}
          style={{ '--width': '308px' }}
        />
      </LiveConnection>
    </CurrentSession>
  );
}

export function Shell() {
  useFollowedPreferences();
  return (
    <div className="relative flex h-dvh flex-col overflow-hidden">
      <OfflineBar />
      <Hands />
      <Announcer />
      <div className="flex min-h-0 flex-1 max-md:flex-col">
        <Rail />
        <main className="relative flex min-h-0 min-w-0 flex-1">
          <Suspense>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </div>
  );
}
