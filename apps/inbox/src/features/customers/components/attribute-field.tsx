import { type AttributeValue, fitsAttribute } from '@duet/contracts';
import clsx from 'clsx';
import { type KeyboardEvent, useId, useState } from 'react';
import type { Field } from '../fields.ts';
import { strings } from '../strings.ts';

/**
 * A value that is written where it stands: Enter or leaving it keeps it, Escape does not. What is being written is never
 * overwritten by a colleague's change.
 */
export function AttributeField(props: {
  field: Field;
  value: AttributeValue | undefined;
  isReady: boolean;
  onSave: (value: AttributeValue | null) => void;
}) {
  const { field, value, isReady, onSave } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const problemId = useId();
  const shown = draft ?? (value === undefined ? '' : String(value));
  const written = draft === null ? null : valueOf(field, draft);
  const isUnfit = written !== null && !fitsAttribute(field, written);

  function keep(text: string | null) {
    const next = text === null ? null : valueOf(field, text);
    if (text === null || (next !== null && !fitsAttribute(field, next))) return;
    setDraft(null);
    if (next !== (value ?? null)) onSave(next);
  }
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key === 'Escape') setDraft(null);
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      keep(draft);
    }
  }

  const common = {
    'aria-label': field.label,
    'aria-invalid': isUnfit,
    'aria-describedby': isUnfit ? problemId : undefined,
    disabled: !isReady,
    placeholder: strings.add,
    value: shown,
    title: shown,
    onKeyDown,
    onBlur: () => keep(draft),
    className: clsx(box, value === undefined && draft === null && 'text-muted'),
  };
  return (
    <span className="-ml-1.5 block">
      {field.kind === 'choice' ? (
        <select {...common} onKeyDown={undefined} onChange={({ target }) => keep(target.value)}>
          <option value="">{strings.none}</option>
          {[...new Set([...(field.choices ?? []), ...(shown === '' ? [] : [shown])])].map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : field.kind === 'note' ? (
        <textarea
          {...common}
          dir="auto"
          rows={1}
          className={clsx(common.className, 'field-sizing-content max-h-48 resize-none')}
          onChange={({ target }) => setDraft(target.value)}
        />
      ) : (
        <input
          {...common}
          {...(field.kind === 'text' ? { dir: 'auto' } : inputs[field.kind])}
          onChange={({ target }) => setDraft(target.value)}
        />
      )}
      {isUnfit && (
        <span id={problemId} className="block px-1.5 text-xs text-danger">
          {strings.unfit[field.kind]}
        </span>
      )}
    </span>
  );
}

const inputs = {
  number: { inputMode: 'decimal' },
  date: { type: 'date' },
  email: { inputMode: 'email' },
  phone: { inputMode: 'tel' },
} as const;

const box =
  'block w-full rounded-sm border border-transparent bg-transparent px-1.5 py-0.5 transition-colors placeholder:text-muted hover:border-line focus:border-line-strong focus:bg-surface aria-invalid:border-danger';

/** What was written, as the attribute keeps it; null where nothing was. */
function valueOf({ kind }: Field, text: string): AttributeValue | null {
  const written = text.trim();
  if (written === '') return null;
  const number = Number(written.replace(',', '.'));
  return kind === 'number' && !Number.isNaN(number) ? number : written;
}
