import { textLength, type TicketView } from '@duet/contracts';
import clsx from 'clsx';
import { SendHorizontal } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { FailureNotice } from '../../../components/ui/failure-notice.tsx';
import { mayRetry, sentenceOf } from '../../../lib/http.ts';
import { useSend } from '../api/send.ts';
import type { Mode } from '../composer-state.ts';
import { edited } from '../draft.ts';
import { useDraft, writeDraft } from '../draft-store.ts';
import { strings } from '../strings.ts';

/** The text field and its button. Mounted anew for each ticket and mode; the draft is kept outside. */
export function Composer(props: { ticket: TicketView; mode: Mode; personId: string; maxCodePoints: number }) {
  const { ticket, mode, personId, maxCodePoints } = props;
  const key = { personId, ticketId: ticket.id, mode };
  const draft = useDraft(key);
  const send = useSend(key);
  const used = textLength(draft.text);
  const over = used - maxCodePoints;
  const sendable = draft.text.trim() !== '' && over <= 0 && !send.isPending;
  const feed = ticket.channelType === 'tiktok_feed';
  const [label, hint] =
    mode === 'note'
      ? [strings.noteLabel, strings.noteHint]
      : feed
        ? [strings.comment, strings.commentHint]
        : [strings.message, strings.messageHint];

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') return composerField()?.blur();
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !sendable) return;
    event.preventDefault();
    send.mutate();
  }

  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (sendable) send.mutate();
      }}
    >
      <label htmlFor={fieldId} className={clsx('font-medium', !feed && mode === 'reply' && 'sr-only')}>
        {label}
      </label>
      <textarea
        id={fieldId}
        dir="auto"
        value={draft.text}
        placeholder={hint}
        readOnly={send.isPending}
        aria-describedby={countId}
        aria-invalid={over > 0 || undefined}
        onChange={(event) => writeDraft(key, edited(draft, event.target.value))}
        onKeyDown={onKeyDown}
        className={clsx(
          'field-sizing-content max-h-52 min-h-16 w-full resize-none rounded-md border px-3 py-2 text-base placeholder:text-muted read-only:opacity-70 aria-invalid:border-danger',
          mode === 'note' ? 'border-note-ink/30 bg-note text-note-ink' : 'border-line-strong/60 bg-surface',
        )}
      />
      {send.isError && (
        <FailureNotice
          sentence={mayRetry(send.error) ? `${sentenceOf(send.error)} ${strings.repeatable}` : sentenceOf(send.error)}
        />
      )}
      <div className="flex items-center gap-3">
        <span id={countId} className={clsx('tabular min-w-0 flex-1', over > 0 ? 'text-danger' : 'text-muted')}>
          {mode === 'reply' && strings.count(used, maxCodePoints)}
          {over > 0 && ` · ${strings.tooLong(over)}`}
        </span>
        <kbd className="font-sans text-xs text-muted max-lg:hidden">{strings.shortcut}</kbd>
        <Button type="submit" look="primary" disabled={!sendable}>
          {mode === 'reply' && <SendHorizontal size={14} aria-hidden />}
          {mode === 'note' ? strings.addNote : strings.send}
        </Button>
      </div>
    </form>
  );
}

const fieldId = 'composer-text';
const countId = 'composer-count';

/** The field that the keys `r` and `n` go to. */
export const composerField = (): HTMLElement | null => document.getElementById(fieldId);
