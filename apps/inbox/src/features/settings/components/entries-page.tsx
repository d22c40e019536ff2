import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Page } from '../../../components/page.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import type { PageOf } from '../api/documents.ts';
import { withEntry } from '../ordered.ts';
import { OrderedList } from './ordered-list.tsx';

/** What the form of one entry is given. */
export interface FormProps<T> {
  readonly entry: T;
  readonly isNew: boolean;
  readonly error: Error | null;
  readonly isSaving: boolean;
  readonly onSave: (entry: T) => void;
  readonly onClose: () => void;
}

/** A page with a list of entries, each of them written in a form. */
export function EntriesPage<T extends { readonly id: string; readonly name: string; readonly isOn?: boolean }>(props: {
  title: string;
  about: string;
  add: string;
  empty: string;
  icon: ReactNode;
  document: PageOf<T[]>;
  isOrdered?: boolean;
  blank: () => T;
  describe: (entry: T) => ReactNode;
  form: (form: FormProps<T>) => ReactNode;
}) {
  const { title, about, add, empty, icon, document, isOrdered = true, blank, describe, form } = props;
  const { page, saving } = document;
  const [written, write] = useState<T | null>(null);
  const entries = page.data?.content;
  const isEmpty = entries && entries.length === 0;
  const action = (
    <Button look="primary" onClick={() => open(blank())}>
      {add}
    </Button>
  );

  function open(entry: T) {
    saving.reset();
    write(entry);
  }

  return (
    <Page title={title} about={about} action={isEmpty === false && action} error={page.error}>
      {isEmpty && <EmptyState icon={icon} sentence={empty} action={action} />}
      {entries && !isEmpty && (
        <OrderedList
          label={title}
          entries={entries}
          isOrdered={isOrdered}
          isSaving={saving.isPending}
          onSave={(next, after) => saving.mutate(next, after)}
          onEdit={open}
          describe={describe}
        />
      )}
      {written &&
        entries &&
        form({
          entry: written,
          isNew: !entries.some(({ id }) => id === written.id),
          error: saving.error,
          isSaving: saving.isPending,
          onSave: (entry) => saving.mutate(withEntry(entries, entry), { onSuccess: () => write(null) }),
          onClose: () => write(null),
        })}
    </Page>
  );
}
