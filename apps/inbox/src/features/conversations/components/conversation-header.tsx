import { channelRules, type TicketView } from '@duet/contracts';
import { ArrowLeft, Check, PanelRight, RotateCcw } from 'lucide-react';
import { Link, type To } from 'react-router';
import { Button, IconButton } from '../../../components/ui/button.tsx';
import { ChannelMark } from '../../../components/ui/channel-mark.tsx';
import { contactName } from '../../../lib/contact-name.ts';
import { useKeyHint } from '../../../lib/shortcuts.ts';
import { strings } from '../strings.ts';
import { HoldMenu } from './hold-menu.tsx';

export function ConversationHeader(props: {
  ticket: TicketView;
  back: To;
  panelOpen: boolean;
  onTogglePanel: () => void;
  onChangeStatus: (to: 'resolved' | 'open') => void;
  onHold: (until: string | null) => void;
}) {
  const { ticket, back, panelOpen, onTogglePanel, onChangeStatus, onHold } = props;
  const name = contactName(ticket.contact);
  const resolved = ticket.status === 'resolved';
  const [resolveHint, reopenHint] = [
    useKeyHint(strings.resolve, 'resolveAndNext'),
    useKeyHint(strings.reopen, 'reopen'),
  ];
  const panelHint = useKeyHint(panelOpen ? strings.hidePanel : strings.showPanel, 'togglePanel');
  return (
    <header className="flex min-h-14 shrink-0 items-center gap-2 border-b border-line px-5 py-2 max-md:px-2 low:min-h-10 low:py-1">
      <Link
        to={back}
        aria-label={strings.back}
        className="inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-sunken md:hidden"
      >
        <ArrowLeft size={16} aria-hidden />
      </Link>
      <div className="min-w-0 flex-1 low:flex low:items-baseline low:gap-3">
        <h2 title={name} className="truncate text-base font-semibold">
          <bdi>{name}</bdi>
        </h2>
        <p className="flex items-center gap-1.5 text-muted">
          <ChannelMark type={ticket.channelType} />
          <span className="truncate">{channelRules[ticket.channelType].label}</span>
          <span className="tabular">#{ticket.number}</span>
        </p>
      </div>
      <HoldMenu ticket={ticket} onHold={onHold} onBack={() => onChangeStatus('open')} />
      <Button
        title={resolved ? reopenHint : resolveHint}
        onClick={() => onChangeStatus(resolved ? 'open' : 'resolved')}
      >
        {resolved ? <RotateCcw size={14} aria-hidden /> : <Check size={14} aria-hidden />}
        <span className="max-phone:sr-only">{resolved ? strings.reopen : strings.resolve}</span>
      </Button>
      <IconButton
        label={panelOpen ? strings.hidePanel : strings.showPanel}
        title={panelHint}
        aria-expanded={panelOpen}
        onClick={onTogglePanel}
      >
        <PanelRight size={16} aria-hidden />
      </IconButton>
    </header>
  );
}
