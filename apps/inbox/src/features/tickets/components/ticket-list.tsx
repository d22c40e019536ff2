import type { TicketView } from '@duet/contracts';
import { ArrowUp, Inbox } from 'lucide-react';
import { useState, type Ref } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { Skeleton } from '../../../components/ui/skeleton.tsx';
import { numberText } from '../../../lib/numbers.ts';
import type { useTickets } from '../api/list-tickets.ts';
import { steadyOrder } from '../steady-order.ts';
import { strings } from '../strings.ts';
import { TicketRow } from './ticket-row.tsx';

export function TicketList(props: {
  query: ReturnType<typeof useTickets>;
  search: string;
  onShowAll: () => void;
  ref: Ref<HTMLUListElement>;
}) {
  const { query, search, onShowAll, ref } = props;
  if (query.data) {
    return query.data.length === 0 && !query.isPlaceholderData ? (
      <EmptyState
        icon={<Inbox size={28} />}
        sentence={strings.empty}
        action={<Button onClick={onShowAll}>{strings.showAll}</Button>}
      />
    ) : (
      <Loaded tickets={query.data} {...props} key={search} />
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
    <ul ref={ref} aria-label={strings.loading} aria-busy className="flex flex-col gap-3 p-4">
      {Array.from({ length: 7 }, (_, index) => (
        <li key={index} className="flex items-center gap-3">
          <Skeleton className="size-8 rounded-full" />
          <Skeleton className="h-8 flex-1" />
        </li>
      ))}
    </ul>
  );
}

function Loaded(props: {
  tickets: TicketView[];
  query: ReturnType<typeof useTickets>;
  search: string;
  ref: Ref<HTMLUListElement>;
}) {
  const { tickets, query, search, ref } = props;
  const [heldIds, setHeldIds] = useState<readonly string[] | null>(null);
  const { shown, waiting } = steadyOrder(tickets, heldIds);
  const hold = () => setHeldIds(tickets.map(({ id }) => id));

  return (
    <div className="relative min-h-0 flex-1" onPointerEnter={hold} onPointerLeave={() => setHeldIds(null)}>
      {waiting > 0 && (
        <Button
          small
          look="primary"
          className="absolute -top-3 left-1/2 z-10 h-6! -translate-x-1/2 rounded-full! px-2.5! shadow-float"
          onClick={hold}
        >
          <ArrowUp size={14} aria-hidden />
          {strings.newer(numberText(waiting))}
        </Button>
      )}
      <div className="relative h-full overflow-y-auto">
        <ul ref={ref} aria-label={strings.list} aria-busy={query.isPlaceholderData}>
          {shown.map((ticket) => (
            <TicketRow key={ticket.id} ticket={ticket} search={search} />
          ))}
        </ul>
        {query.hasNextPage && (
          <div className="flex justify-center p-3">
            <Button small onClick={() => void query.fetchNextPage()} disabled={query.isFetchingNextPage}>
              {strings.loadMore}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
