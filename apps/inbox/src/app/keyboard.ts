import { useEffect, useEffectEvent } from 'react';
import { availableActions } from '../lib/page-actions.ts';
import { shortcutKeys } from '../lib/shortcuts.ts';

/**
 * Runs what belongs to a pressed key. Keys rest while the person types, while a dialog or menu is open, and with a
 * modifier held; the palette's own combination always works.
 */
export function useKeyboard(openPalette: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    if (event.code === 'KeyK' && (event.ctrlKey || event.metaKey) && !event.altKey) {
      event.preventDefault();
      return openPalette();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
    const keys = shortcutKeys();
    const action = availableActions().find(({ id }) => keys[id] === event.key || keys[id] === event.code);
    if (!action) return;
    event.preventDefault();
    action.run(event.shiftKey);
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
