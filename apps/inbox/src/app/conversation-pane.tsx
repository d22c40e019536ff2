import { MessagesSquare } from 'lucide-react';
import { useState } from 'react';
import { type To, useNavigate } from 'react-router';
import { Button } from '../components/ui/button.tsx';
import { EmptyState } from '../components/ui/empty-state.tsx';
import { ComposerPane } from '../features/composer/components/composer-pane.tsx';
import type { Mode } from '../features/composer/composer-state.ts';
import { edited } from '../features/composer/draft.ts';
import { readDraft, writeDraft } from '../features/composer/draft-store.ts';
import { ConversationHeader } from '../features/conversations/components/conversation-header.tsx';
import { Thread } from '../features/conversations/components/thread.tsx';
import { useSubjectActions } from '../features/conversations/use-subject-actions.ts';
import { WindowBanner } from '../features/conversations/components/window-banner.tsx';
import { strings } from '../features/conversations/strings.ts';
import { CustomerHistory } from '../features/customers/components/customer-history.tsx';
import { CustomerPart } from '../features/customers/components/customer-part.tsx';
import { ExportMessages } from '../features/exports/export-messages.tsx';
import type { useTicket } from '../features/tickets/api/get-ticket.ts';
import type { Step } from '../features/tickets/ticket-step.ts';
import { TicketPanel } from '../features/tickets/components/ticket-panel.tsx';
import { useChannels } from '../lib/channels.ts';
import { Refused } from '../lib/http.ts';
import { useViewer } from '../lib/session-context.ts';
import { usePageActions } from '../lib/page-actions.ts';
import { readStored, writeStored } from '../lib/stored.ts';
import { PanelPane } from './panel-pane.tsx';

export function ConversationPane(props: {
  ticket: ReturnType<typeof useTicket>;
  /** The list that it was opened from. */
  back: To;
  /** On which screens there is room for the panel beside it. */
  roomForPanel?: string;
  targetId: string | null;
  mode: Mode;
  onMode: (mode: Mode) => void;
  onStep: (step: Step) => void;
  /** Whether keys act on the comment that the ticket is about. */
  hasKeys?: boolean;
}) {
  const { ticket: query, back, roomForPanel = '(min-width: 1100px)', targetId, mode, onMode, onStep } = props;
  const { hasKeys = true } = props;
  const { person } = useViewer();
  const channels = useChannels();
  const navigate = useNavigate();
  const [panelOpen, setPanelOpen] = useState(
    () => matchMedia(roomForPanel).matches && readStored('panel') !== 'closed',
  );
  const ticket = query.data;
  const channel = channels.data?.find(({ id }) => id === ticket?.channelId);
  const subjectActions = useSubjectActions(ticket, channel?.state);
  usePageActions({ togglePanel: ticket ? togglePanel : null, ...(hasKeys && subjectActions) });
  if (!ticket) {
    const gone = query.error instanceof Refused;
    return (
      <section className="flex min-w-0 flex-1">
        {query.isError && (
          <EmptyState
            icon={<MessagesSquare size={28} />}
            sentence={gone ? strings.notFound : strings.failed}
            action={
              <Button onClick={() => void (gone ? navigate('/inbox') : query.refetch())}>
                {gone ? strings.toInbox : strings.tryAgain}
              </Button>
            }
          />
        )}
      </section>
    );
  }

  function togglePanel() {
    setPanelOpen(!panelOpen);
    writeStored('panel', panelOpen ? 'closed' : null);
  }
  function reuse(text: string) {
    const key = { personId: person.id, ticketId: query.data?.id ?? '', mode: 'reply' } as const;
    const draft = readDraft(key);
    writeDraft(key, edited(draft, draft.text ? `${draft.text}\n${text}` : text));
    onMode('reply');
  }

  return (
    <>
      <section className="flex min-w-0 flex-1 flex-col bg-surface">
        <ConversationHeader
          ticket={ticket}
          back={back}
          panelOpen={panelOpen}
          onTogglePanel={togglePanel}
          onHold={(until) => onStep({ kind: 'hold', until })}
          onChangeStatus={(to) => onStep({ kind: to === 'open' ? 'reopen' : 'resolve' })}
        />
        <WindowBanner ticket={ticket} />
        <Thread ticket={ticket} channel={channel} targetId={targetId} onReuse={reuse} />
        <ComposerPane
          ticket={ticket}
          channelState={channel?.state}
          mode={mode}
          onMode={onMode}
          onAssign={() => onStep({ kind: 'claim' })}
          onTakeOver={() => onStep({ kind: 'give', to: person })}
          onReopen={() => onStep({ kind: 'reopen' })}
        />
      </section>
      {panelOpen && (
        <PanelPane onClose={togglePanel}>
          <TicketPanel
            ticket={ticket}
            customer={<CustomerPart key={ticket.contact.id} ticket={ticket} />}
            history={
              <>
                <CustomerHistory contactId={ticket.contact.id} openId={ticket.id} />
                <ExportMessages ticket={ticket} />
              </>
            }
          />
        </PanelPane>
      )}
    </>
  );
}
