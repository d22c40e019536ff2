import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { toast } from 'sonner';
import { IconButton } from '../../../components/ui/button.tsx';
import { sentenceOf } from '../../../lib/http.ts';
import { moved } from '../ordered.ts';
import { strings } from '../strings.ts';

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly isOn?: boolean;
}

const UNDO_MS = 5_000;

/** Entries of which the first that fits counts: each to be moved, switched, changed or removed, with a way back. */
export function OrderedList<T extends Entry>(props: {
  label: string;
  entries: readonly T[];
  isOrdered: boolean;
  isSaving: boolean;
  onSave: (entries: T[], after?: { onSuccess?: () => void; onError?: (error: Error) => void }) => void;
  onEdit: (entry: T) => void;
  describe: (entry: T) => ReactNode;
}) {
  const { label, entries, isOrdered, isSaving, onSave, onEdit, describe } = props;
  const refuse = (error: Error) => void toast.error(sentenceOf(error));
  const save = (next: T[]) => onSave(next, { onError: refuse });

  function remove(entry: T) {
    const bringBack = () => save([...entries]);
    const onSuccess = () =>
      void toast(strings.removed(entry.name), {
        action: { label: strings.undo, onClick: bringBack },
        duration: UNDO_MS,
      });
    onSave(
      entries.filter(({ id }) => id !== entry.id),
      { onSuccess, onError: refuse },
    );
  }

  return (
    <ol aria-label={label}>
      {entries.map((entry, index) => (
        <li key={entry.id} className="flex items-center gap-3 border-t border-line py-2.5">
          {isOrdered && <span className="tabular w-5 shrink-0 text-right text-muted">{index + 1}</span>}
          <div className="min-w-0 flex-1">
            <bdi className="block truncate text-base font-medium">{entry.name}</bdi>
            <div className="text-pretty text-muted">{describe(entry)}</div>
          </div>
          {entry.isOn !== undefined && (
            <label className="flex shrink-0 items-center gap-1.5 text-muted">
              <input
                type="checkbox"
                aria-label={strings.isOn(entry.name)}
                className="size-4 accent-accent"
                checked={entry.isOn}
                disabled={isSaving}
                onChange={({ target }) =>
                  save(entries.map((one) => (one.id === entry.id ? { ...one, isOn: target.checked } : one)))
                }
              />
              {strings.on}
            </label>
          )}
          <span className="flex shrink-0">
            {isOrdered && (
              <>
                <IconButton
                  label={strings.moveUp(entry.name)}
                  disabled={index === 0 || isSaving}
                  onClick={() => save(moved(entries, entry.id, -1))}
                >
                  <ArrowUp size={14} aria-hidden />
                </IconButton>
                <IconButton
                  label={strings.moveDown(entry.name)}
                  disabled={index === entries.length - 1 || isSaving}
                  onClick={() => save(moved(entries, entry.id, 1))}
                >
                  <ArrowDown size={14} aria-hidden />
                </IconButton>
              </>
            )}
            <IconButton label={strings.change(entry.name)} onClick={() => onEdit(entry)}>
              <Pencil size={14} aria-hidden />
            </IconButton>
            <IconButton label={strings.remove(entry.name)} disabled={isSaving} onClick={() => remove(entry)}>
              <Trash2 size={14} aria-hidden />
            </IconButton>
          </span>
        </li>
      ))}
    </ol>
  );
}
