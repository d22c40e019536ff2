import { useState } from 'react';
import { useNavigate } from 'react-router';
import { availableActions, type PageAction, type PaletteEntry, paletteEntries } from '../lib/page-actions.ts';
import { CommandPalette } from './command-palette.tsx';
import { useEverywhere } from './everywhere.ts';
import { KeySheet } from './key-sheet.tsx';
import { useKeyboard } from './keyboard.ts';

/** Keys, the palette and the list of keys, on every page. */
export function Hands() {
  const [commands, setCommands] = useState<readonly PageAction[] | null>(null);
  const [entries, setEntries] = useState<readonly PaletteEntry[]>([]);
  const [showsKeys, showKeys] = useState(false);
  const navigate = useNavigate();
  useKeyboard(() => {
    setCommands(availableActions());
    setEntries(paletteEntries());
  });
  useEverywhere(() => showKeys(true));
  return (
    <>
      <CommandPalette
        commands={commands}
        entries={entries}
        onSearch={(q) => void navigate({ pathname: '/inbox', search: new URLSearchParams({ q }).toString() })}
        onClose={() => setCommands(null)}
      />
      <KeySheet open={showsKeys} onClose={() => showKeys(false)} />
    </>
  );
}
