import { newId, supervisors } from '@duet/contracts';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { FailureNotice } from '../../../components/ui/failure-notice.tsx';
import { CheckField, TextField } from '../../../components/ui/field.tsx';
import { sentenceOf } from '../../../lib/http.ts';
import { useViewer } from '../../../lib/session-context.ts';
import type { TicketFilter } from '../../../lib/ticket-filter.ts';
import { useSetViews, useViews } from '../../../lib/views.ts';
import { strings } from '../strings.ts';

const LONGEST_NAME = 60;

/** Gives the present filter a name. */
export function SaveViewDialog({ filter, onClose }: { filter: TicketFilter; onClose: () => void }) {
  const { role } = useViewer();
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const of = isShared ? 'shared' : 'own';
  const views = useViews().data?.[of].views;
  const saving = useSetViews(of);
  const isReady = name.trim() !== '' && views !== undefined && !saving.isPending;
  function save() {
    const done = () => {
      toast.success(strings.saved(name.trim()));
      onClose();
    };
    saving.mutate([...(views ?? []), { id: newId(), name: name.trim(), filter }], { onSuccess: done });
  }
  return (
    <Dialog open onClose={onClose} title={strings.saveTitle}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) save();
        }}
      >
        <TextField
          label={strings.name}
          autoFocus
          maxLength={LONGEST_NAME}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        {supervisors.includes(role) && (
          <CheckField label={strings.share} checked={isShared} onChange={({ target }) => setShared(target.checked)} />
        )}
        {saving.error && <FailureNotice sentence={sentenceOf(saving.error)} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{strings.cancel}</Button>
          <Button type="submit" look="primary" disabled={!isReady}>
            {strings.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
