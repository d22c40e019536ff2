import { type MessageView, textLength, textMax, type TicketView } from '@duet/contracts';
import clsx from 'clsx';
import { useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { FailureNotice } from '../../../components/ui/failure-notice.tsx';
import { sentenceOf } from '../../../lib/http.ts';
import { newIntent } from '../../../lib/intent.ts';
import { useViewer } from '../../../lib/session-context.ts';
import { useEdit } from '../api/edit-comment.ts';
import { strings } from '../strings.ts';

/** Asks for the new text of a comment, and says what TikTok will show (REC-09). */
export function EditDialog(props: { message: MessageView; text: string; ticket: TicketView; onClose: () => void }) {
  const { message, text: before, ticket, onClose } = props;
  const { workspace } = useViewer();
  const edit = useEdit();
  const [text, setText] = useState(before);
  const [intent] = useState(newIntent);
  const used = textLength(text);
  const max = textMax(ticket.channelType, workspace.settings);
  const isReady = text.trim() !== '' && text !== before && used <= max && !edit.isPending;
  const save = () => edit.mutate({ message, text, intent }, { onSuccess: onClose });
  return (
    <Dialog open onClose={onClose} title={strings.editTitle} description={strings.editText}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) save();
        }}
      >
        <textarea
          autoFocus
          aria-label={strings.newText}
          aria-invalid={used > max || undefined}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="field-sizing-content max-h-52 min-h-20 w-full resize-none rounded-md border border-line-strong/60 bg-surface px-3 py-2 text-base aria-invalid:border-danger"
        />
        {edit.isError && <FailureNotice sentence={sentenceOf(edit.error)} />}
        <div className="flex items-center justify-end gap-2">
          <span className={clsx('tabular min-w-0 flex-1', used > max ? 'text-danger' : 'text-muted')}>
            {strings.characters(used, max)}
          </span>
          <Button onClick={onClose}>{strings.cancel}</Button>
          <Button type="submit" look="primary" disabled={!isReady}>
            {strings.edit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
