import { Command, defaultFilter } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { Key } from '../components/ui/key.tsx';
import type { PageAction, PaletteEntry } from '../lib/page-actions.ts';
import { useKeys } from '../lib/shortcuts.ts';
import { strings } from './strings.ts';

/** Everything that can be done on this page now, found by a few letters. */
export const CommandPalette = ({
  commands,
  entries,
  onSearch,
  onClose,
}: {
  commands: readonly PageAction[] | null;
  entries: readonly PaletteEntry[];
  onSearch: (text: string) => void;
  onClose: () => void;
}) => (
  <Dialog.Root open={commands !== null} onOpenChange={(next) => !next && onClose()}>
    <Dialog.Portal>
      <Dialog.Overlay className="fixed inset-0 z-40 bg-overlay" />
      <Dialog.Content
        aria-describedby={undefined}
        className="fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-32px)] max-w-lg -translate-x-1/2 overflow-hidden rounded-lg bg-raised shadow-float"
      >
        <Dialog.Title className="sr-only">{strings.palette.title}</Dialog.Title>
        <Commands commands={commands ?? []} entries={entries} onSearch={onSearch} onClose={onClose} />
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>
);

function Commands(props: {
  commands: readonly PageAction[];
  entries: readonly PaletteEntry[];
  onSearch: (text: string) => void;
  onClose: () => void;
}) {
  const { commands, entries, onSearch, onClose } = props;
  const keys = useKeys();
  const [text, setText] = useState('');
  return (
    <Command
      label={strings.palette.title}
      loop
      filter={(value, typed, keywords) => (value === SEARCH ? LEAST : defaultFilter(value, typed, keywords))}
    >
      <div className="flex items-center gap-2 border-b border-line px-4">
        <Search size={16} aria-hidden className="shrink-0 text-muted" />
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder={strings.palette.hint}
          className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-muted"
        />
      </div>
      <Command.List label={strings.palette.title} className="max-h-[min(400px,60dvh)] overflow-y-auto p-1.5">
        {commands.map(({ id, run }) => (
          <Command.Item
            key={id}
            value={strings.actions[id]}
            onSelect={() => {
              onClose();
              afterClosing(() => run(false));
            }}
            className={item}
          >
            {strings.actions[id]}
            {keys[id] !== null && <Key of={keys[id]} />}
          </Command.Item>
        ))}
        {entries.map(({ id, name, run }) => (
          <Command.Item
            key={id}
            value={`${name} ${id}`}
            onSelect={() => {
              onClose();
              afterClosing(run);
            }}
            className={item}
          >
            <bdi className="min-w-0 truncate">{name}</bdi>
          </Command.Item>
        ))}
        {text.trim() !== '' && (
          <Command.Item
            value={SEARCH}
            onSelect={() => {
              onClose();
              onSearch(text.trim());
            }}
            className={item}
          >
            <span className="min-w-0 truncate">{strings.palette.search(text.trim())}</span>
            <Search size={14} aria-hidden className="shrink-0" />
          </Command.Item>
        )}
      </Command.List>
    </Command>
  );
}

/** After the dialog has given the focus back, so that an action may move it. */
const afterClosing = (run: () => void) => void setTimeout(run);

/** The search for what was typed stands below every command that is called so. */
const SEARCH = 'search';
const LEAST = Number.MIN_VALUE;

const item =
  'flex min-h-9 items-center justify-between gap-3 rounded-sm px-3 select-none data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent';
