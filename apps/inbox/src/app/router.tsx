import { createBrowserRouter, Navigate, redirect, type RouteObject } from 'react-router';
import { readStored } from '../lib/stored.ts';
import { Interrupted } from './interrupted.tsx';
import { Shell, SignedIn } from './shell.tsx';
import { strings } from './strings.ts';

const Crashed = () => (
  <Interrupted sentence={strings.crashed} action={strings.reload} onAction={() => window.location.reload()} />
);

/** In a development build, and where `duet.design` stands in the browser's storage. */
const showsDesign = (): boolean => import.meta.env.DEV || readStored('design') !== null;

const settingsPages: RouteObject[] = [
  { path: 'settings', element: <Navigate to="/settings/replies" replace /> },
  {
    path: 'settings/auto-hide',
    lazy: async () => ({ Component: (await import('../features/auto-hide/auto-hide-page.tsx')).AutoHidePage }),
  },
  {
    path: 'settings/notifications',
    lazy: async () => ({
      Component: (await import('../features/notifications/notifications-page.tsx')).NotificationsPage,
    }),
  },
  {
    path: 'settings/replies',
    lazy: async () => ({ Component: (await import('../features/saved-replies/replies-page.tsx')).RepliesPage }),
  },
  {
    path: 'settings/views',
    lazy: async () => ({ Component: (await import('../features/settings/views-page.tsx')).ViewsPage }),
  },
  {
    path: 'settings/profile',
    lazy: async () => ({ Component: (await import('../features/settings/profile-page.tsx')).ProfilePage }),
  },
  {
    path: 'settings/roles',
    lazy: async () => ({ Component: (await import('../features/settings/roles-page.tsx')).RolesPage }),
  },
  {
    path: 'settings/tags',
    lazy: async () => ({ Component: (await import('../features/settings/tags-page.tsx')).TagsPage }),
  },
  { path: 'settings/keyboard', lazy: async () => ({ Component: (await import('./keyboard-page.tsx')).KeyboardPage }) },
  {
    lazy: async () => ({ Component: (await import('../features/settings/settings-layout.tsx')).ForAdmins }),
    children: [
      {
        path: 'settings/people',
        lazy: async () => ({ Component: (await import('../features/settings/people-page.tsx')).PeoplePage }),
      },
      {
        path: 'settings/outbox',
        lazy: async () => ({ Component: (await import('../features/settings/outbox-page.tsx')).OutboxPage }),
      },
      {
        path: 'settings/api-keys',
        lazy: async () => ({ Component: (await import('../features/settings/api-keys-page.tsx')).ApiKeysPage }),
      },
      {
        path: 'settings/workspace',
        lazy: async () => ({ Component: (await import('../features/settings/workspace-page.tsx')).WorkspacePage }),
      },
      {
        path: 'settings/hours',
        lazy: async () => ({ Component: (await import('../features/settings/hours-page.tsx')).HoursPage }),
      },
      {
        path: 'settings/sla',
        lazy: async () => ({ Component: (await import('../features/settings/sla-page.tsx')).SlaPage }),
      },
      {
        path: 'settings/teams',
        lazy: async () => ({ Component: (await import('../features/settings/teams-page.tsx')).TeamsPage }),
      },
      {
        path: 'settings/attributes',
        lazy: async () => ({ Component: (await import('../features/settings/attributes-page.tsx')).AttributesPage }),
      },
      {
        path: 'settings/rules',
        lazy: async () => ({ Component: (await import('../features/settings/rules-page.tsx')).RulesPage }),
      },
    ],
  },
];

export const router = createBrowserRouter([
  {
    path: 'welcome',
    ErrorBoundary: Crashed,
    HydrateFallback: () => null,
    lazy: async () => ({ Component: (await import('../features/session/welcome-page.tsx')).WelcomePage }),
  },
  {
    path: 'reset',
    ErrorBoundary: Crashed,
    HydrateFallback: () => null,
    lazy: async () => ({ Component: (await import('../features/session/welcome-page.tsx')).ResetPage }),
  },
  {
    path: 'join',
    ErrorBoundary: Crashed,
    HydrateFallback: () => null,
    lazy: async () => ({ Component: (await import('../features/session/join-page.tsx')).JoinPage }),
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
            path: 'posts/:channelId?/:videoId?/:commentId?',
            lazy: async () => ({ Component: (await import('./posts-page.tsx')).PostsPage }),
          },
          {
            path: 'integrations',
            lazy: async () => ({
              Component: (await import('../features/integrations/integrations-page.tsx')).IntegrationsPage,
            }),
          },
          {
            path: 'integrations/channels/:channelId',
            lazy: async () => ({
              Component: (await import('../features/integrations/channel-page.tsx')).ChannelPage,
            }),
          },
          {
            path: 'integrations/ready',
            lazy: async () => ({ Component: (await import('../features/integrations/channel-page.tsx')).ReadyPage }),
          },
          {
            path: 'help/connecting-tiktok',
            lazy: async () => ({ Component: (await import('../features/integrations/help-page.tsx')).HelpPage }),
          },
          {
            lazy: async () => ({
              Component: (await import('../features/settings/settings-layout.tsx')).SettingsLayout,
            }),
            children: settingsPages,
          },
          {
            path: 'design',
            loader: () => (showsDesign() ? null : redirect('/inbox')),
            lazy: async () => ({ Component: (await import('./design/design-page.tsx')).DesignPage }),
          },
          { path: '*', element: <Navigate to="/inbox" replace /> },
        ],
      },
    ],
  },
]);
