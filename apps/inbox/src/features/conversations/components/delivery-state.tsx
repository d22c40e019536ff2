import type { MessageView, TicketView } from '@duet/contracts';
import clsx from 'clsx';
import { Check, CheckCheck, CircleAlert, CircleHelp, Clock } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Confirmation } from '../../../components/ui/dialog.tsx';
import { newIntent } from '../../../lib/intent.ts';
import { useSettle } from '../api/settle-message.ts';
import { deliveryWords, isSeen } from '../state-words.ts';
import { strings } from '../strings.ts';

/** Did it arrive? In words, with what a person can do about it. */
export function DeliveryState(props: {
  message: MessageView;
  seenUpTo?: TicketView['seenUpTo'];
  onReuse: (text: string) => void;
}) {
  const { message, seenUpTo = null, onReuse } = props;
  const { delivery, content } = message;
  if (!delivery) return null;
  const seen = isSeen(message, seenUpTo);
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-2 gap-y-1 text-xs">
      <span className={clsx('inline-flex items-start gap-1', tones[delivery.status])}>
        <Icon status={seen ? 'seen' : delivery.status} />
        {seen ? strings.delivery.seen : deliveryWords(delivery)}
      </span>
      {delivery.status === 'unconfirmed' && <Settle message={message} />}
      {delivery.status === 'failed' && content.type === 'text' && (
        <Button small onClick={() => onReuse(content.text)}>
          {strings.reuse}
        </Button>
      )}
    </div>
  );
}

function Settle({ message }: { message: MessageView }) {
  const settle = useSettle();
  const [asks, setAsks] = useState(false);
  const say = (outcome: 'arrived' | 'send_again') => settle.mutate({ id: message.id, outcome, intent: newIntent() });
  return (
    <>
      <Button small disabled={settle.isPending} onClick={() => say('arrived')}>
        {strings.itArrived}
      </Button>
      <Button small disabled={settle.isPending} onClick={() => setAsks(true)}>
        {strings.sendAgain}
      </Button>
      <Confirmation
        open={asks}
        onClose={() => setAsks(false)}
        title={strings.sendAgainTitle}
        description={strings.sendAgainText}
        action={strings.sendAgain}
        onAction={() => say('send_again')}
      />
    </>
  );
}

const tones = {
  queued: 'text-muted',
  unconfirmed: 'font-medium text-ink',
  failed: 'font-medium text-danger',
  sent: 'text-muted',
} as const;

const icons = { queued: Clock, unconfirmed: CircleHelp, failed: CircleAlert, sent: Check, seen: CheckCheck } as const;

function Icon({ status }: { status: keyof typeof icons }) {
  const Shape = icons[status];
  return (
    <Shape
      size={13}
      aria-hidden
      className={clsx('mt-0.5 shrink-0', (status === 'sent' || status === 'seen') && 'text-success')}
    />
  );
}
