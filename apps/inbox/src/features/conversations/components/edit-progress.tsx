import type { MessageView } from '@duet/contracts';
import { CircleAlert, Clock } from 'lucide-react';
import { Button } from '../../../components/ui/button.tsx';
import { newIntent } from '../../../lib/intent.ts';
import { useModerate } from '../api/moderate-comment.ts';
import { strings } from '../strings.ts';

/** How far the edit is that this comment is the new text of, until it is done. */
export function EditProgress({ message }: { message: MessageView }) {
  const moderate = useModerate();
  const edit = message.comment?.edit ?? null;
  if (edit === null || edit.state === 'done') return null;
  const isStuck = edit.state === 'both_visible';
  const Icon = edit.state === 'refused' || isStuck ? CircleAlert : Clock;
  const old = { ...message, id: edit.replaces };
  return (
    <p className="mt-1 flex items-center gap-1 text-xs text-muted">
      <Icon size={13} aria-hidden className="shrink-0" />
      <span>{strings.editing[edit.state]}</span>
      {isStuck && (
        <Button
          small
          disabled={moderate.isPending}
          onClick={() => moderate.mutate({ message: old, action: 'delete', intent: newIntent() })}
        >
          {strings.deleteOld}
        </Button>
      )}
    </p>
  );
}
