import clsx from 'clsx';
import { admins } from '@duet/contracts';
import {
  Bell,
  Building2,
  CalendarClock,
  CircleUserRound,
  EyeOff,
  IdCard,
  Keyboard,
  KeyRound,
  ListFilter,
  Mail,
  type LucideIcon,
  MessageSquareQuote,
  Route,
  ShieldCheck,
  ShieldOff,
  Tag,
  Timer,
  UserRound,
  Users,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { NavLink, Outlet } from 'react-router';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { useViewer } from '../../lib/session-context.ts';
import { strings as accountStrings } from './account-strings.ts';
import { strings as peopleStrings } from './people-strings.ts';
import { strings } from './strings.ts';

/** The pages of settings, with their own navigation: what is one's own, and what is set for the workspace. */
export function SettingsLayout() {
  const { role } = useViewer();
  return (
    <div className="flex min-w-0 flex-1 max-lg:flex-col">
      <nav
        aria-label={strings.settings}
        className="flex shrink-0 gap-x-1 overflow-x-auto border-line bg-sunken/40 p-2 max-lg:border-b lg:w-60 lg:flex-col lg:border-r lg:p-3"
      >
        <Group name={strings.yours}>
          <Entry to="/settings/profile" icon={CircleUserRound} name={accountStrings.profile} />
          <Entry to="/settings/replies" icon={MessageSquareQuote} name={strings.replies} />
          <Entry to="/settings/views" icon={ListFilter} name={strings.views} />
          <Entry to="/settings/notifications" icon={Bell} name={strings.notifications} />
          <Entry to="/settings/keyboard" icon={Keyboard} name={strings.keyboard} />
        </Group>
        <Group name={strings.workspace}>
          <Entry to="/settings/roles" icon={ShieldCheck} name={accountStrings.roles} />
          <Entry to="/settings/tags" icon={Tag} name={accountStrings.tags} />
          <Entry to="/settings/auto-hide" icon={EyeOff} name={strings.autoHide} />
          {admins.includes(role) && (
            <>
              <Entry to="/settings/people" icon={UserRound} name={peopleStrings.people} />
              <Entry to="/settings/outbox" icon={Mail} name={peopleStrings.outbox} />
              <Entry to="/settings/api-keys" icon={KeyRound} name={accountStrings.apiKeys} />
              <Entry to="/settings/workspace" icon={Building2} name={accountStrings.workspace} />
              <Entry to="/settings/hours" icon={CalendarClock} name={strings.hours} />
              <Entry to="/settings/sla" icon={Timer} name={strings.sla} />
              <Entry to="/settings/teams" icon={Users} name={strings.teams} />
              <Entry to="/settings/rules" icon={Route} name={strings.rules} />
              <Entry to="/settings/attributes" icon={IdCard} name={strings.attributes} />
            </>
          )}
        </Group>
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
  <section aria-label={name} className="flex gap-x-1 lg:mb-4 lg:flex-col">
    <h2 className="px-2 py-1.5 text-xs font-semibold text-muted max-lg:hidden">{name}</h2>
    {children}
  </section>
);

const Entry = ({ to, icon: Icon, name }: { to: string; icon: LucideIcon; name: string }) => (
  <NavLink
    to={to}
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
