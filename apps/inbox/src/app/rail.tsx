import clsx from 'clsx';
import { Blocks, GalleryVerticalEnd, Inbox, Monitor, Moon, Settings, Sun, type LucideIcon } from 'lucide-react';
import { NavLink } from 'react-router';
import { IconButton } from '../components/ui/button.tsx';
import { useChoose } from '../lib/preferences.ts';
import { AccountMenu } from './account-menu.tsx';
import { strings } from './strings.ts';
import { theme } from './preferences.ts';

const themeIcons = { system: Monitor, light: Sun, dark: Moon } as const;

export function Rail() {
  const choose = useChoose();
  const chosen = theme.use();
  const ThemeIcon = themeIcons[chosen];
  return (
    <nav
      aria-label={strings.navigation}
      className="flex shrink-0 items-center gap-1 border-line bg-sunken p-1.5 max-md:order-last max-md:low:py-0.5 max-md:border-t md:w-23 md:flex-col md:border-r md:py-3"
    >
      <img src="/icon.svg" alt="" width={28} height={28} className="mb-3 max-md:hidden" />
      <Area to="/inbox" icon={Inbox} name={strings.inbox} />
      <Area to="/posts" icon={GalleryVerticalEnd} name={strings.posts} />
      <Area to="/integrations" icon={Blocks} name={strings.integrations} />
      <Area to="/settings" icon={Settings} name={strings.settings} />
      <span className="flex-1" />
      <IconButton label={strings.theme[chosen]} onClick={() => choose({ theme: theme.next() })}>
        <ThemeIcon size={16} aria-hidden />
      </IconButton>
      <AccountMenu />
    </nav>
  );
}

const Area = ({ to, icon: Icon, name }: { to: string; icon: LucideIcon; name: string }) => (
  <NavLink
    to={to}
    className={({ isActive }) =>
      clsx(
        'flex flex-col items-center gap-0.5 rounded-md px-2 py-1.5 text-xs font-medium transition-colors md:w-full md:px-0.5',
        isActive ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-line/60 hover:text-ink',
      )
    }
  >
    <Icon size={18} aria-hidden />
    <span className="max-phone:sr-only max-md:low:sr-only">{name}</span>
  </NavLink>
);
