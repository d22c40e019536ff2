import { channelRules, Priority, type Referral, type TicketView } from '@duet/contracts';
import type { ReactNode } from 'react';
import { Avatar } from '../../../components/ui/avatar.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { Menu, MenuChoice } from '../../../components/ui/menu.tsx';
import { contactName } from '../../../lib/contact-name.ts';
import { replyWindow } from '../../../lib/reply-window.ts';
import { absoluteTime, shortDateTime } from '../../../lib/times.ts';
import { useChangeTicket } from '../api/change-ticket.ts';
import { strings } from '../strings.ts';
import { AssigneeMenu } from './assignee-menu.tsx';
import { Fact, Facts } from '../../../components/ui/facts.tsx';
import { SlaFacts } from './sla-facts.tsx';
import { TicketTags } from './ticket-tags.tsx';

/** Facts of the ticket, beside the thread; around them what is known of its customer. */
export function TicketPanel(props: { ticket: TicketView; customer: ReactNode; history: ReactNode }) {
  const { ticket, customer, history } = props;
  const { contact } = ticket;
  const window = replyWindow(ticket);
  const name = contactName(contact);
  const quota = channelRules[ticket.channelType].window?.messages;
  return (
    <aside aria-label={strings.panel} className="min-w-0 flex-1 overflow-y-auto p-4">
      <div className="flex flex-col items-center gap-2 pt-2 pb-5 text-center">
        <Avatar name={name} url={contact.avatarUrl} size={56} />
        <bdi className="text-base font-semibold break-words">{name}</bdi>
        {contact.username && contact.displayName && <bdi className="-mt-1.5 text-muted">@{contact.username}</bdi>}
      </div>
      {customer}
      <Facts title={strings.ticket}>
        <Fact name={strings.number}>#{ticket.number}</Fact>
        <Fact name={strings.status}>
          {ticket.heldUntil === null ? (
            strings.statuses[ticket.status]
          ) : (
            <time dateTime={ticket.heldUntil} title={absoluteTime(ticket.heldUntil)}>
              {strings.heldUntil(shortDateTime(ticket.heldUntil))}
            </time>
          )}
        </Fact>
        <Fact name={strings.priority}>
          <span className="flex items-baseline justify-between">
            {strings.priorities[ticket.priority]}
            <PriorityMenu ticket={ticket} />
          </span>
        </Fact>
        <Fact name={strings.tags}>
          <TicketTags ticket={ticket} />
        </Fact>
        <Fact name={strings.assignee}>
          <span className="flex items-baseline justify-between">
            <bdi className="min-w-0 break-words">{ticket.assignee?.name ?? strings.nobody}</bdi>
            <AssigneeMenu ticket={ticket} />
          </span>
        </Fact>
        {ticket.team && (
          <Fact name={strings.team}>
            <bdi className="break-words">{ticket.team.name}</bdi>
          </Fact>
        )}
        <Fact name={strings.opened}>
          <Moment at={ticket.openedAt} />
        </Fact>
        {ticket.referral && (
          <Fact name={strings.cameFrom}>
            <CameFrom referral={ticket.referral} />
          </Fact>
        )}
        {window && (
          <Fact name={strings.window}>
            <Moment at={window.expiresAt} />
          </Fact>
        )}
        {window && quota !== undefined && (
          <Fact name={strings.messagesLeft}>
            {window.remaining} / {quota}
          </Fact>
        )}
      </Facts>
      <SlaFacts ticket={ticket} />
      {history}
    </aside>
  );
}

function PriorityMenu({ ticket }: { ticket: TicketView }) {
  const change = useChangeTicket();
  return (
    <Menu
      trigger={
        <Button small look="quiet" className="-my-1 -mr-2" aria-label={strings.changePriority}>
          {strings.assign}
        </Button>
      }
    >
      <MenuChoice
        name={strings.priority}
        value={ticket.priority}
        options={Priority.options.map((one) => [one, strings.priorities[one]] as const).toReversed()}
        onChange={(priority) => change([ticket], { kind: 'prioritize', priority })}
      />
    </Menu>
  );
}

const Moment = ({ at }: { at: string }) => (
  <time dateTime={at} title={absoluteTime(at)}>
    {shortDateTime(at)}
  </time>
);

/** The ad or the link, and when it was followed. */
const CameFrom = ({ referral }: { referral: Referral }) => (
  <bdi className="break-words" title={absoluteTime(referral.referredAt)}>
    {referral.source === 'ad' ? strings.fromAd(referral.adName) : strings.fromLink(referral.ref)}
  </bdi>
);
