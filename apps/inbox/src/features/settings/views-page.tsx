import { type SavedView, supervisors } from '@duet/contracts';
import { ListFilter } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { TextField } from '../../components/ui/field.tsx';
import { useViewer } from '../../lib/session-context.ts';
import { useSetViews, useViews, type ViewsOf } from '../../lib/views.ts';
import { FormDialog } from './components/form-dialog.tsx';
import { OrderedList } from './components/ordered-list.tsx';
import { Page } from '../../components/page.tsx';
import { withEntry } from './ordered.ts';
import { strings } from './strings.ts';

const LONGEST_NAME = 60;

/** Views of the ticket list, as they stand in its menu. They are made there, of the filters that are set. */
export function ViewsPage() {
  const { role } = useViewer();
  const navigate = useNavigate();
  const views = useViews();
  const kept: readonly ViewsOf[] = supervisors.includes(role) ? ['shared', 'own'] : ['own'];
  const isEmpty = views.data && kept.every((of) => views.data[of].views.length === 0);
  return (
    <Page title={strings.views} about={strings.aboutViews} error={views.error}>
      {isEmpty && (
        <EmptyState
          icon={<ListFilter size={28} />}
          sentence={strings.noViews}
          action={<Button onClick={() => void navigate('/inbox')}>{strings.toInbox}</Button>}
        />
      )}
      {views.data &&
        kept.map((of) => <Views key={of} of={of} views={views.data[of].views} hasTitle={kept.length > 1} />)}
    </Page>
  );
}

function Views({ of, views, hasTitle }: { of: ViewsOf; views: SavedView[]; hasTitle: boolean }) {
  const saving = useSetViews(of);
  const [written, write] = useState<SavedView | null>(null);
  if (views.length === 0) return null;
  return (
    <section className="mb-8" aria-label={strings.viewsOf[of]}>
      {hasTitle && <h2 className="mb-2 font-semibold">{strings.viewsOf[of]}</h2>}
      <OrderedList
        label={strings.viewsOf[of]}
        entries={views}
        isOrdered
        isSaving={saving.isPending}
        onSave={(next, after) => saving.mutate(next, after)}
        onEdit={(view) => {
          saving.reset();
          write(view);
        }}
        describe={() => null}
      />
      {written && (
        <FormDialog
          title={strings.renameView}
          isReady={written.name.trim() !== '' && !saving.isPending}
          error={saving.error}
          onSave={() => saving.mutate(withEntry(views, written), { onSuccess: () => write(null) })}
          onClose={() => write(null)}
        >
          <TextField
            label={strings.name}
            autoFocus
            maxLength={LONGEST_NAME}
            value={written.name}
            onChange={({ target }) => write({ ...written, name: target.value })}
          />
        </FormDialog>
      )}
    </section>
  );
}
