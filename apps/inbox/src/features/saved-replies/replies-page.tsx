import { type SavedReplyView, supervisors } from '@duet/contracts';
import { ImageIcon, MessageSquareQuote, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../../components/ui/badge.tsx';
import { Button, IconButton } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { FailureNotice } from '../../components/ui/failure-notice.tsx';
import { sentenceOf } from '../../lib/http.ts';
import { newIntent } from '../../lib/intent.ts';
import { useSavedReplies } from '../../lib/saved-replies.ts';
import { useViewer } from '../../lib/session-context.ts';
import { useRemoveReply } from './api/change-replies.ts';
import { ReplyForm } from './components/reply-form.tsx';
import { strings } from './strings.ts';

/** Replies that are written once and used often: everybody's and one's own. */
export function RepliesPage() {
  const replies = useSavedReplies();
  const [written, write] = useState<SavedReplyView | 'new' | null>(null);
  const isEmpty = replies.data?.length === 0;
  const add = (
    <Button look="primary" onClick={() => write('new')}>
      {strings.add}
    </Button>
  );
  return (
    <div className="flex min-w-0 flex-1 flex-col overflow-y-auto bg-surface">
      <div className="mx-auto w-full max-w-3xl px-8 py-6 max-md:px-4">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <h1 className="text-lg font-semibold">{strings.page}</h1>
          {!isEmpty && add}
        </div>
        <p className="mt-1 mb-4 text-pretty text-muted">{strings.about}</p>
        {replies.isError && <FailureNotice sentence={sentenceOf(replies.error)} />}
        {isEmpty && <EmptyState icon={<MessageSquareQuote size={28} />} sentence={strings.empty} action={add} />}
        <ul aria-label={strings.page}>
          {replies.data?.map((reply) => (
            <Row key={reply.id} reply={reply} onEdit={() => write(reply)} />
          ))}
        </ul>
      </div>
      {written !== null && <ReplyForm reply={written === 'new' ? null : written} onClose={() => write(null)} />}
    </div>
  );
}

function Row({ reply, onEdit }: { reply: SavedReplyView; onEdit: () => void }) {
  const { role } = useViewer();
  const remove = useRemoveReply();
  const isTheirs = !reply.isShared || supervisors.includes(role);
  return (
    <li className="flex items-center gap-3 border-t border-line py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <bdi className="min-w-0 truncate text-base font-medium">{reply.title}</bdi>
          {reply.shortcut !== null && <bdi className="text-muted">#{reply.shortcut}</bdi>}
          <Badge tone={reply.isShared ? 'accent' : 'neutral'}>{reply.isShared ? strings.shared : strings.own}</Badge>
          {reply.image && <ImageIcon size={14} role="img" aria-label={strings.image} className="text-muted" />}
        </p>
        <bdi className="line-clamp-2 text-left break-words text-muted">{reply.text}</bdi>
      </div>
      {isTheirs && (
        <>
          <IconButton label={strings.change(reply.title)} onClick={onEdit}>
            <Pencil size={14} aria-hidden />
          </IconButton>
          <IconButton
            label={strings.remove(reply.title)}
            disabled={remove.isPending}
            onClick={() => remove.mutate({ reply, intent: newIntent() })}
          >
            <Trash2 size={14} aria-hidden />
          </IconButton>
        </>
      )}
    </li>
  );
}
