import type { MessageView, TicketView } from '@duet/contracts';
import { useEffect, useRef, useState } from 'react';
import { useViewer } from '../../../lib/session-context.ts';
import { newsOf } from '../news.ts';

const KEPT = 20;

/** What comes about in the open thread, for a screen reader. The thread itself keeps silent: it would be read out whole whenever it opens. */
export function SpokenNews({ ticket, messages }: { ticket: TicketView; messages: readonly MessageView[] }) {
  const { person } = useViewer();
  const heard = useRef({ ticket, messages });
  const [lines, setLines] = useState<{ id: number; words: string }[]>([]);
  const told = useRef(0);
  useEffect(() => {
    const news = newsOf(heard.current, { ticket, messages }, person.id);
    heard.current = { ticket, messages };
    if (news.length === 0) return;
    const said = news.map((words) => ({ id: (told.current += 1), words }));
    setLines((earlier) => [...earlier, ...said].slice(-KEPT));
  }, [ticket, messages, person.id]);
  return (
    <div aria-live="polite" className="sr-only">
      {lines.map(({ id, words }) => (
        <p key={id}>{words}</p>
      ))}
    </div>
  );
}
