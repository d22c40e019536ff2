import { type SavedReplyView, supervisors } from '@duet/contracts';
import { ImageIcon, MessageSquareQuote, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Page } from '../../components/page.tsx';
import { Badge } from '../../components/ui/badge.tsx';
import { Button, IconButton } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
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
  const isEmpty = replies.data && replies.data.length === 0;
  const add = (
    <Button look="primary" onClick={() => write('new')}>
      {strings.add}
    </Button>
  );
  return (
    <Page title={strings.page} about={strings.about} action={isEmpty === false && add} error={replies.error}>
      {isEmpty && <EmptyState icon={<MessageSquareQuote size={28} />} sentence={strings.empty} action={add} />}
      <ul aria-label={strings.page}>
        {replies.data?.map((reply) => (
          <Row key={reply.id} reply={reply} onEdit={() => write(reply)} />
        ))}
      </ul>
      {written !== null && <ReplyForm reply={written === 'new' ? null : written} onClose={() => write(null)} />}
    </Page>
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
