import { useState, type KeyboardEvent } from 'react';
import { Page } from '../components/page.tsx';
import { Button } from '../components/ui/button.tsx';
import { Key } from '../components/ui/key.tsx';
import { type ActionId, actionIds, changedKeys, type Keys, useKeys, withKey } from '../lib/shortcuts.ts';
import { useChoose } from '../lib/preferences.ts';
import { strings } from './strings.ts';

/** Every action with its key, each to be changed. */
export function KeyboardPage() {
  const choose = useChoose();
  const keys = useKeys();
  const [asked, ask] = useState<ActionId | null>(null);

  function keep(next: Keys) {
    choose({ keys: changedKeys(next) });
    ask(null);
  }

  return (
    <Page
      title={strings.keys.title}
      about={strings.keys.about}
      action={<Button onClick={() => choose({ keys: {} })}>{strings.keys.reset}</Button>}
    >
      <ul aria-label={strings.keys.title}>
        {actionIds.map((id) => (
          <li key={id} className="flex min-h-11 flex-wrap items-center gap-3 border-t border-line py-1.5">
            <span className="min-w-40 flex-1">{strings.actions[id]}</span>
            {asked === id ? (
              <Listen
                onKey={(key) => keep(withKey(keys, id, key))}
                onCancel={() => ask(null)}
                label={strings.keys.listening(strings.actions[id])}
              />
            ) : (
              <>
                {keys[id] === null ? <span className="text-muted">{strings.keys.none}</span> : <Key of={keys[id]} />}
                <Button small onClick={() => ask(id)} aria-label={strings.keys.change(strings.actions[id])}>
                  {strings.keys.changeShort}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </Page>
  );
}

/** Waits for the new key: Escape leaves it as it is, Backspace takes it away. */
function Listen(props: { onKey: (key: string | null) => void; onCancel: () => void; label: string }) {
  const { onKey, onCancel, label } = props;
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Tab' || event.ctrlKey || event.metaKey || event.altKey || isModifier.test(event.key)) return;
    event.preventDefault();
    if (event.key === 'Escape') return onCancel();
    onKey(event.key === 'Backspace' ? null : isLetterOrDigit.test(event.code) ? event.code : event.key);
  }
  return (
    <input
      autoFocus
      readOnly
      value={strings.keys.press}
      aria-label={label}
      onKeyDown={onKeyDown}
      onBlur={onCancel}
      className="h-8 w-64 max-w-full rounded-md border border-accent bg-surface px-2 text-muted"
    />
  );
}

const isModifier = /^(Shift|Control|Alt|Meta)$/;
const isLetterOrDigit = /^(Key|Digit)/;
