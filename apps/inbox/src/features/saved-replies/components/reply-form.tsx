import {
  capabilityTable,
  fillIn,
  type SavedReplyView,
  savedReplyVariables,
  supervisors,
  textLength,
} from '@duet/contracts';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { FailureNotice } from '../../../components/ui/failure-notice.tsx';
import { CheckField, TextAreaField, TextField } from '../../../components/ui/field.tsx';
import { sentenceOf } from '../../../lib/http.ts';
import { newIntent } from '../../../lib/intent.ts';
import { useViewer } from '../../../lib/session-context.ts';
import { type ReplyDraft, useSaveReply } from '../api/change-replies.ts';
import { strings } from '../strings.ts';
import { ImageField } from './image-field.tsx';

const LONGEST_TITLE = 80;
const LONGEST_SHORTCUT = 30;
const LONGEST_TEXT = 6_000;

const comments = capabilityTable.tiktok_feed.text;
const usualLongestComment = (comments.allowed ? comments.limits?.maxCodePoints : undefined) ?? Infinity;

const nothing: ReplyDraft = { title: '', shortcut: null, text: '', image: null, isShared: false };

/** Writes a saved reply, and shows it as a customer would get it. */
export function ReplyForm({ reply, onClose }: { reply: SavedReplyView | null; onClose: () => void }) {
  const { role, person, workspace } = useViewer();
  const save = useSaveReply();
  const [draft, setDraft] = useState<ReplyDraft>(reply ?? nothing);
  const field = useRef<HTMLTextAreaElement>(null);
  const isReady = draft.title.trim() !== '' && draft.text.trim() !== '' && !save.isPending;
  const write = (part: Partial<ReplyDraft>) => setDraft({ ...draft, ...part });

  function insert(variable: string) {
    const { selectionStart = 0, selectionEnd = 0 } = field.current ?? {};
    const before = `${draft.text.slice(0, selectionStart)}{{${variable}}}`;
    flushSync(() => write({ text: before + draft.text.slice(selectionEnd) }));
    field.current?.focus();
    field.current?.setSelectionRange(before.length, before.length);
  }
  function submit() {
    const { title, shortcut, text, image, isShared } = draft;
    const kept = { title: title.trim(), shortcut, text: text.trim(), image, isShared };
    save.mutate({ id: reply?.id ?? null, draft: kept, intent: newIntent() }, { onSuccess: onClose });
  }

  return (
    <Dialog open onClose={onClose} title={reply ? strings.changeTitle : strings.newTitle}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) submit();
        }}
      >
        <TextField
          label={strings.title}
          autoFocus
          maxLength={LONGEST_TITLE}
          value={draft.title}
          onChange={({ target }) => write({ title: target.value })}
        />
        <TextField
          label={strings.shortcut}
          placeholder={strings.shortcutHint}
          maxLength={LONGEST_SHORTCUT}
          value={draft.shortcut ?? ''}
          onChange={({ target }) => write({ shortcut: target.value.replaceAll(/[^\p{L}\p{N}_-]/gu, '') || null })}
        />
        <TextAreaField
          label={strings.text}
          ref={field}
          maxLength={LONGEST_TEXT}
          value={draft.text}
          onChange={({ target }) => write({ text: target.value })}
        />
        <div role="group" aria-label={strings.insert} className="-mt-2 flex flex-wrap gap-1">
          {savedReplyVariables.map((variable) => (
            <Button key={variable} small onClick={() => insert(variable)}>
              {strings.variables[variable]}
            </Button>
          ))}
        </div>
        <ImageField image={draft.image} onChange={(image) => write({ image })} />
        {supervisors.includes(role) && (
          <CheckField
            label={strings.forEverybody}
            checked={draft.isShared}
            onChange={({ target }) => write({ isShared: target.checked })}
          />
        )}
        <Preview
          text={draft.text}
          agentName={person.name}
          longestComment={workspace.settings.commentTextMax ?? usualLongestComment}
        />
        {save.isError && <FailureNotice sentence={sentenceOf(save.error)} />}
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

/** The reply as an example customer would get it, and where it is too long. */
function Preview(props: { text: string; agentName: string; longestComment: number }) {
  const { text, agentName, longestComment } = props;
  const values = {
    customer_name: strings.exampleName,
    customer_username: 'ana_pe',
    agent_name: agentName,
    ticket_number: '4821',
  };
  const filledIn = fillIn(text, values).trim();
  const length = textLength(filledIn);
  return (
    <section aria-label={strings.preview} className="flex flex-col gap-1.5">
      <span className="flex justify-between font-medium">
        {strings.preview}
        <span className="tabular text-muted">{strings.characters(length)}</span>
      </span>
      <p className="max-h-40 min-h-10 overflow-y-auto rounded-md bg-ours px-3 py-2 text-base break-words whitespace-pre-wrap">
        {filledIn || <span className="text-muted">{strings.nothingWritten}</span>}
      </p>
      {length > longestComment && <p className="text-pretty text-muted">{strings.notInComments(longestComment)}</p>}
    </section>
  );
}
