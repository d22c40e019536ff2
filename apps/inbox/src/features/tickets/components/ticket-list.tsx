import type { TicketView } from '@duet/contracts';
import { Inbox } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { Skeleton } from '../../../components/ui/skeleton.tsx';
import type { useTickets } from '../api/list-tickets.ts';
import type { Selection } from '../selection.ts';
import { strings } from '../strings.ts';
import { type RowFocus, TicketRows } from './ticket-rows.tsx';

export interface TicketListProps {
  readonly query: ReturnType<typeof useTickets>;
  readonly search: string;
  readonly openId: string | undefined;
  readonly selection: Selection;
  readonly onSelect: (ids: readonly string[], id: string, range: boolean) => void;
  readonly ref: Ref<RowFocus>;
}

/** The list, or why there is none. A skeleton stands for the first answer alone. */
export function TicketList({
  onShowAll,
  nextStep,
  ...props
}: TicketListProps & {
  onShowAll: () => void;
  /** What to do where no customer has written yet. */
  nextStep: ReactNode;
}) {
  const { query, search } = props;
  const tickets: readonly TicketView[] | undefined = query.data;
  if (tickets) {
    return tickets.length === 0 && !query.isPlaceholderData ? (
      <EmptyState
        icon={<Inbox size={28} />}
        sentence={nextStep ? strings.nobodyYet : strings.empty}
        action={nextStep || <Button onClick={onShowAll}>{strings.showAll}</Button>}
      />
    ) : (
      <TicketRows tickets={tickets} {...props} key={search} />
    );
  }
  if (query.isError) {
    return (
      <EmptyState
        icon={<Inbox size={28} />}
        sentence={strings.failed}
        action={<Button onClick={() => void query.refetch()}>{strings.tryAgain}</Button>}
      />
    );
  }
  return (
    <ul aria-label={strings.loading} aria-busy className="flex flex-col gap-3 p-4">
      {Array.from({ length: 7 }, (_, index) => (
        <li key={index} className="flex items-center gap-3">
          <Skeleton className="size-8 rounded-full" />
          <Skeleton className="h-8 flex-1" />
        </li>
      ))}
    </ul>
  );
}
