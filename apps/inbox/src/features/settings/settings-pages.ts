import { admins, type Role } from '@duet/contracts';
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
  type LucideIcon,
  Mail,
  MessageSquareQuote,
  Route,
  ShieldCheck,
  Tag,
  Timer,
  UserRound,
  Users,
} from 'lucide-react';
import { strings as accountStrings } from './account-strings.ts';
import { strings as peopleStrings } from './people-strings.ts';
import { strings } from './strings.ts';

export interface SettingsPage {
  readonly path: string;
  readonly icon: LucideIcon;
  readonly name: string;
}

const page = (path: string, icon: LucideIcon, name: string): SettingsPage => ({
  path: `/settings/${path}`,
  icon,
  name,
});

/** The pages of settings that this role sees: what is one's own, and what is set for the workspace. */
export const settingsPages = (role: Role): { yours: SettingsPage[]; workspace: SettingsPage[] } => ({
  yours: [
    page('profile', CircleUserRound, accountStrings.profile),
    page('replies', MessageSquareQuote, strings.replies),
    page('views', ListFilter, strings.views),
    page('notifications', Bell, strings.notifications),
    page('keyboard', Keyboard, strings.keyboard),
  ],
  workspace: ofWorkspace().filter(({ path }) => admins.includes(role) || forEverybody.has(path)),
});

const forEverybody: ReadonlySet<string> = new Set(['/settings/roles', '/settings/tags', '/settings/auto-hide']);

/** Who works here, how work reaches them, what they work with, and what connects it all. */
const ofWorkspace = (): SettingsPage[] => [
  page('workspace', Building2, accountStrings.workspace),
  page('people', UserRound, peopleStrings.people),
  page('roles', ShieldCheck, accountStrings.roles),
  page('teams', Users, strings.teams),
  page('rules', Route, strings.rules),
  page('hours', CalendarClock, strings.hours),
  page('sla', Timer, strings.sla),
  page('tags', Tag, accountStrings.tags),
  page('attributes', IdCard, strings.attributes),
  page('auto-hide', EyeOff, strings.autoHide),
  page('api-keys', KeyRound, accountStrings.apiKeys),
  page('outbox', Mail, peopleStrings.outbox),
];
