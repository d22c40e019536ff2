import { createBrowserRouter, Navigate } from 'react-router';
import { Interrupted } from './interrupted.tsx';
import { Shell, SignedIn } from './shell.tsx';
import { strings } from './strings.ts';

const Crashed = () => (
  <Interrupted sentence={strings.crashed} action={strings.reload} onAction={() => window.location.reload()} />
);

export const router = createBrowserRouter([
  {
    path: 'welcome',
    ErrorBoundary: Crashed,
    HydrateFallback: () => null,
    lazy: async () => ({ Component: (await import('../features/session/welcome-page.tsx')).WelcomePage }),
  },
  {
    Component: SignedIn,
    ErrorBoundary: Crashed,
    HydrateFallback: () => null,
    children: [
      {
        path: 'integrations/tiktok/callback',
        lazy: async () => ({
          Component: (await import('../features/integrations/callback-page.tsx')).CallbackPage,
        }),
      },
      {
        Component: Shell,
        children: [
          { path: 'inbox/:ticketId?', lazy: async () => ({ Component: (await import('./inbox-page.tsx')).InboxPage }) },
          {
            path: 'integrations',
            lazy: async () => ({
              Component: (await import('../features/integrations/integrations-page.tsx')).IntegrationsPage,
            }),
          },
          {
            path: 'help/connecting-tiktok',
            lazy: async () => ({ Component: (await import('../features/integrations/help-page.tsx')).HelpPage }),
          },
          { path: '*', element: <Navigate to="/inbox" replace /> },
        ],
      },
    ],
  },
]);
