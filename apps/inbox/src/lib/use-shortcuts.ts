import { useEffect, useEffectEvent } from 'react';

/** Physical key (`KeyJ`, `Enter`) or the character itself for signs (`?`). */
export type Shortcuts = Readonly<Record<string, () => void>>;

/** Keys of the page. They rest while the person types, while a dialog or menu is open, and with a modifier held. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
    const action = shortcuts[event.key] ?? shortcuts[event.code];
    if (!action) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

const typing = 'input, textarea, select, [contenteditable="true"]';
const open = '[role="dialog"], [role="alertdialog"], [role="menu"]';

const isBusy = (target: EventTarget | null): boolean =>
  (target instanceof Element && target.closest(typing) !== null) || document.querySelector(open) !== null;
