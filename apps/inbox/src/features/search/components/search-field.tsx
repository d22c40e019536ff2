import { Search, X } from 'lucide-react';
import { IconButton } from '../../../components/ui/button.tsx';
import { Key } from '../../../components/ui/key.tsx';
import { useKeys } from '../../../lib/shortcuts.ts';
import { strings } from '../strings.ts';
import { useTyped } from '../use-typed.ts';

/** Above the list. What is written into it is looked for at once. */
export function SearchField({ q, onChange }: { q: string; onChange: (q: string) => void }) {
  const key = useKeys().search;
  const [text, type] = useTyped(q, onChange);
  return (
    <div role="search" className="relative mx-3 mb-3 flex items-center">
      <Search size={15} aria-hidden className="pointer-events-none absolute left-2.5 text-muted" />
      <input
        id={fieldId}
        type="text"
        dir="auto"
        enterKeyHint="search"
        autoComplete="off"
        maxLength={200}
        value={text}
        aria-label={strings.field}
        placeholder={strings.hint}
        onChange={({ target }) => type(target.value)}
        onKeyDown={({ key: pressed, currentTarget }) => {
          if (pressed !== 'Escape') return;
          type('');
          currentTarget.blur();
        }}
        className="h-8 w-full rounded-md border border-line bg-surface pr-9 pl-8 text-base placeholder:text-muted"
      />
      <span className="absolute right-1 flex items-center">
        {text !== '' ? (
          <IconButton label={strings.clear} onClick={() => type('')} className="size-6!">
            <X size={14} aria-hidden />
          </IconButton>
        ) : (
          key !== null && (
            <span aria-hidden className="pointer-events-none pr-1">
              <Key of={key} />
            </span>
          )
        )}
      </span>
    </div>
  );
}

const fieldId = 'search-text';

/** The field that the key `/` goes to. */
export function focusSearch(): void {
  const field = document.getElementById(fieldId);
  field?.focus();
  if (field instanceof HTMLInputElement) field.select();
}
