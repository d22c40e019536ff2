import { useState } from 'react';
import { availableActions, type PageAction } from '../lib/page-actions.ts';
import { CommandPalette } from './command-palette.tsx';
import { useEverywhere } from './everywhere.ts';
import { KeySheet } from './key-sheet.tsx';
import { useKeyboard } from './keyboard.ts';

/** Keys, the palette and the list of keys, on every page. */
export function Hands() {
  const [commands, setCommands] = useState<readonly PageAction[] | null>(null);
  const [showsKeys, showKeys] = useState(false);
  useKeyboard(() => setCommands(availableActions()));
  useEverywhere(() => showKeys(true));
  return (
    <>
      <CommandPalette commands={commands} onClose={() => setCommands(null)} />
      <KeySheet open={showsKeys} onClose={() => showKeys(false)} />
    </>
  );
}
