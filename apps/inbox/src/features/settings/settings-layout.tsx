import clsx from 'clsx';
import { admins } from '@duet/contracts';
import { ShieldOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { NavLink, Outlet } from 'react-router';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { useViewer } from '../../lib/session-context.ts';
import { type SettingsPage, settingsPages } from './settings-pages.ts';
import { strings } from './strings.ts';

/** The pages of settings, with their own navigation. */
export function SettingsLayout() {
  const pages = settingsPages(useViewer().role);
  return (
    <div className="flex min-w-0 flex-1 max-lg:flex-col">
      <nav
        aria-label={strings.settings}
        className="flex shrink-0 gap-x-1 overflow-x-auto border-line bg-sunken/40 p-2 max-lg:border-b lg:w-60 lg:flex-col lg:border-r lg:p-3"
      >
        <Group name={strings.yours}>{pages.yours.map(entry)}</Group>
        <Group name={strings.workspace}>{pages.workspace.map(entry)}</Group>
      </nav>
      <div className="flex min-h-0 min-w-0 flex-1">
        <Outlet />
      </div>
    </div>
  );
}

/** What owner and admins set; the server refuses the others as well. */
export function ForAdmins() {
  const { role } = useViewer();
  if (admins.includes(role)) return <Outlet />;
  return <EmptyState icon={<ShieldOff size={28} />} sentence={strings.onlyAdmins} />;
}

const Group = ({ name, children }: { name: string; children: ReactNode }) => (
  <div role="group" aria-label={name} className="flex gap-x-1 lg:mb-4 lg:flex-col">
    <h2 className="px-2 py-1.5 text-xs font-semibold text-muted max-lg:hidden">{name}</h2>
    {children}
  </div>
);

const entry = (page: SettingsPage) => <Entry key={page.path} {...page} />;

const Entry = ({ path, icon: Icon, name }: SettingsPage) => (
  <NavLink
    to={path}
    className={({ isActive }) =>
      clsx(
        'flex min-h-8 items-center gap-2 rounded-md px-2 whitespace-nowrap transition-colors',
        isActive ? 'bg-accent-soft font-medium text-accent' : 'text-muted hover:bg-sunken hover:text-ink',
      )
    }
  >
    <Icon size={14} aria-hidden className="shrink-0" />
    {name}
  </NavLink>
);
