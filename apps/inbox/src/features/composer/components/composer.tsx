import { textLength, type TicketView } from '@duet/contracts';
import clsx from 'clsx';
import { SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { FailureNotice } from '../../../components/ui/failure-notice.tsx';
import { mayRetry, sentenceOf } from '../../../lib/http.ts';
import { replyWindow } from '../../../lib/reply-window.ts';
import { useAttachImage } from '../api/attach-image.ts';
import { useSend } from '../api/send.ts';
import type { Mode } from '../composer-state.ts';
import { attached, edited } from '../draft.ts';
import { useDraft, writeDraft } from '../draft-store.ts';
import { replyCost } from '../reply-cost.ts';
import { showTyping } from '../show-typing.ts';
import { strings } from '../strings.ts';
import { useKeepDraft } from '../use-keep-draft.ts';
import { useMentionPicker } from '../use-mention-picker.ts';
import { useReplyPicker } from '../use-reply-picker.ts';
import { AttachButton, Attachment } from './image-attachment.tsx';
import { mentionId, MentionPicker, mentionsId } from './mention-picker.tsx';
import { optionId, pickerId, ReplyPicker } from './reply-picker.tsx';

/** The text field and its button. Mounted anew for each ticket and mode; the draft is kept outside. */
export function Composer(props: { ticket: TicketView; mode: Mode; personId: string; maxCodePoints: number }) {
  const { ticket, mode, personId, maxCodePoints } = props;
  const key = { personId, ticketId: ticket.id, mode };
  const draft = useDraft(key);
  const send = useSend(key, ticket);
  useKeepDraft(key, send.isPending);
  const isShown = mode === 'note' && send.isPending;
  const attach = useAttachImage(key, ticket.channelType);
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useReplyPicker(key, ticket, field);
  const colleagues = useMentionPicker(key, field);
  const list =
    picker.offered.length > 0
      ? { id: pickerId, active: optionId(picker.active) }
      : colleagues.offered.length > 0
        ? { id: mentionsId, active: mentionId(colleagues.active) }
        : null;
  const remaining = mode === 'reply' ? (replyWindow(ticket)?.remaining ?? null) : null;
  const { uses, problem } = replyCost(draft, ticket.channelType, remaining);
  const used = textLength(draft.text);
  const over = used - maxCodePoints;
  const holdsSomething = draft.text.trim() !== '' || draft.image !== null;
  const sendable = holdsSomething && over <= 0 && problem === null && !send.isPending && !attach.isPending;
  // A description that changes is read out: with every letter while there is room would be too much.
  const isTight = over > -TIGHT || uses === 2;
  const feed = ticket.channelType === 'tiktok_feed';
  const [label, hint] =
    mode === 'note'
      ? [strings.noteLabel, strings.noteHint]
      : feed
        ? [strings.comment, strings.commentHint]
        : [strings.message, strings.messageHint];

  function onKeyDown(event: KeyboardEvent) {
    if (picker.onKeyDown(event) || colleagues.onKeyDown(event)) return;
    if (event.key === 'Escape') return composerField()?.blur();
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !sendable) return;
    event.preventDefault();
    send.mutate();
  }

  return (
    <form
      className="flex flex-col gap-2 low:gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (sendable) send.mutate();
      }}
    >
      <label htmlFor={fieldId} className={clsx('font-medium', !feed && mode === 'reply' && 'sr-only')}>
        {label}
      </label>
      <div className="relative">
        <ReplyPicker picker={picker} field={field} />
        <MentionPicker picker={colleagues} />
        <textarea
          ref={field}
          id={fieldId}
          dir="auto"
          value={isShown ? '' : draft.text}
          placeholder={hint}
          readOnly={send.isPending}
          aria-describedby={isTight ? countId : limitId}
          aria-autocomplete="list"
          aria-controls={list?.id}
          aria-activedescendant={list?.active}
          aria-invalid={over > 0 || undefined}
          onChange={(event) => {
            writeDraft(key, edited(draft, event.target.value));
            picker.follow(event.target);
            colleagues.follow(event.target);
            if (mode === 'reply') showTyping(ticket);
          }}
          onKeyDown={onKeyDown}
          onSelect={({ currentTarget }) => {
            picker.follow(currentTarget);
            colleagues.follow(currentTarget);
          }}
          onBlur={() => {
            picker.leave();
            colleagues.leave();
          }}
          className={clsx(
            'field-sizing-content max-h-52 min-h-16 w-full resize-none rounded-md border px-3 py-2 text-base low:max-h-24 low:min-h-0 low:py-1.5 placeholder:text-muted read-only:opacity-70 aria-invalid:border-danger',
            mode === 'note' ? 'border-note-ink/30 bg-note text-note-ink' : 'border-line-strong/60 bg-surface',
          )}
        />
      </div>
      {draft.image && <Attachment image={draft.image} onRemove={() => writeDraft(key, attached(draft, null))} />}
      {problem !== null && <FailureNotice sentence={problem} />}
      {attach.isError && <FailureNotice sentence={sentenceOf(attach.error)} />}
      {send.isError && (
        <FailureNotice
          sentence={mayRetry(send.error) ? `${sentenceOf(send.error)} ${strings.repeatable}` : sentenceOf(send.error)}
        />
      )}
      <p id={limitId} hidden>
        {mode === 'reply' && strings.limit(maxCodePoints)}
      </p>
      <div className="flex items-center gap-3">
        {mode === 'reply' && <AttachButton ticket={ticket} attach={attach} disabled={send.isPending} />}
        <span id={countId} className={clsx('tabular min-w-0 flex-1', over > 0 ? 'text-danger' : 'text-muted')}>
          {mode === 'reply' && strings.count(used, maxCodePoints)}
          {over > 0 && ` · ${strings.tooLong(over)}`}
          {uses === 2 && remaining !== null && ` · ${strings.uses(uses, remaining)}`}
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
const limitId = 'composer-limit';

/** From how few characters left on they are counted aloud. */
const TIGHT = 10;

/** The field that the keys `r` and `n` go to. */
export const composerField = (): HTMLElement | null => document.getElementById(fieldId);
