import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { To } from 'react-router';
import { composerField } from '../features/composer/components/composer.tsx';
import type { Mode } from '../features/composer/composer-state.ts';
import { useChangeTicket } from '../features/tickets/api/change-ticket.ts';
import { useTicket } from '../features/tickets/api/get-ticket.ts';
import { usePageActions } from '../lib/page-actions.ts';
import { ConversationPane } from './conversation-pane.tsx';

/** The thread of one comment of a post. `r` takes the ticket where nobody has it, and goes to the field. */
export function CommentPane(props: { ticketId: string; back: To; onNext: () => void; isAlone: boolean }) {
  const { ticketId, back, onNext, isAlone } = props;
  const query = useTicket(ticketId);
  const change = useChangeTicket();
  const [mode, setMode] = useState<Mode>('reply');
  const isAwaited = useRef(false);
  const ticket = query.data;

  // The field appears once the ticket is taken.
  useEffect(() => {
    const field = isAwaited.current ? composerField() : null;
    if (!field) return;
    isAwaited.current = false;
    field.focus();
  });

  function write(next: Mode) {
    flushSync(() => setMode(next));
    const field = composerField();
    isAwaited.current = !field;
    field?.focus();
    if (!field && ticket && !ticket.assignee && ticket.status !== 'resolved') change([ticket], { kind: 'claim' });
  }

  usePageActions({
    reply: ticket ? () => write('reply') : null,
    note: ticket ? () => write('note') : null,
    reopen: ticket && ticket.status !== 'open' ? () => change([ticket], { kind: 'reopen' }) : null,
    hold: ticket?.status === 'open' ? () => change([ticket], { kind: 'hold', until: null }) : null,
    ...(isAlone && {
      assignToMe: ticket && !ticket.assignee ? () => change([ticket], { kind: 'claim' }) : null,
      resolveAndNext:
        ticket && ticket.status !== 'resolved'
          ? () => {
              change([ticket], { kind: 'resolve' });
              onNext();
            }
          : null,
    }),
  });

  return (
    <ConversationPane
      ticket={query}
      back={back}
      roomForPanel="(min-width: 1800px)"
      targetId={null}
      hasKeys={false}
      mode={mode}
      onMode={setMode}
      onStep={(step) => ticket && change([ticket], step)}
    />
  );
}
