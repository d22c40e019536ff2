import { PencilLine } from 'lucide-react';
import { useViewer } from '../../../lib/session-context.ts';
import { useNow } from '../../../lib/use-now.ts';
import { useDrafts } from '../api/drafts.ts';
import { strings } from '../strings.ts';

/** Whoever has not written for longer left a draft behind. */
const WRITING_MS = 60_000;

/** What colleagues are writing on this ticket, so that nobody answers beside them. */
export function ColleaguesDrafts({ ticketId }: { ticketId: string }) {
  const { person } = useViewer();
  const now = useNow();
  const drafts = useDrafts(ticketId).data?.filter((draft) => draft.person.id !== person.id) ?? [];
  return drafts.map(({ person: { id, name }, mode, text, writtenAt }) => {
    const isWriting = now - Date.parse(writtenAt) < WRITING_MS;
    return (
      <p key={`${id} ${mode}`} title={text} className="mb-2 flex items-baseline gap-2 text-sm text-muted">
        <PencilLine size={13} aria-hidden className="shrink-0 self-center" />
        <bdi className="shrink-0">{isWriting ? strings.writing[mode](name) : strings.draftBy[mode](name)}</bdi>
        <bdi className="min-w-0 truncate italic">{text}</bdi>
      </p>
    );
  });
}
