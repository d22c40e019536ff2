import type { TicketView } from '@duet/contracts';
import { SearchX } from 'lucide-react';
import { type ReactNode, type Ref, useImperativeHandle, useRef } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { Skeleton } from '../../../components/ui/skeleton.tsx';
import type { useSearch } from '../api/find.ts';
import { SearchWish } from '../search-wish.ts';
import { strings } from '../strings.ts';
import { FoundRow } from './found-row.tsx';

interface Props {
  readonly query: ReturnType<typeof useSearch>;
  readonly wish: SearchWish;
  /** The address of the list, kept in the links. */
  readonly search: string;
  readonly onChange: (wish: SearchWish) => void;
  readonly ticketRow: (ticket: TicketView) => ReactNode;
  readonly ref: Ref<{ move: (step: 1 | -1) => void }>;
}

/** What was found, in place of the list. */
export function SearchResults({ query, wish, search, onChange, ticketRow, ref }: Props) {
  const results = useRef<HTMLDivElement>(null);
  useImperativeHandle(ref, () => ({
    move: (step) => {
      const links = [...(results.current?.querySelectorAll('a') ?? [])];
      const at = links.findIndex((link) => link === document.activeElement);
      links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
    },
  }));
  return (
    <section aria-label={strings.results} className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center justify-between border-b border-line px-3 py-1.5">
        <h2 role="status" className="text-xs font-semibold text-muted">
          {query.isFetching && !query.isFetchingNextPage ? strings.searching : strings.results}
        </h2>
        <select
          aria-label={strings.since}
          value={wish.since}
          onChange={({ target }) => onChange(SearchWish.parse({ ...wish, since: target.value }))}
          className="h-7 rounded-md border border-line bg-surface px-1.5 text-muted"
        >
          {SearchWish.shape.since.unwrap().options.map((since) => (
            <option key={since} value={since}>
              {strings.times[since]}
            </option>
          ))}
        </select>
      </div>
      <div ref={results} className="min-h-0 flex-1 overflow-y-auto">
        <Pages
          query={query}
          wish={wish}
          search={search}
          ticketRow={ticketRow}
          onClear={() => onChange({ ...wish, q: '' })}
        />
      </div>
    </section>
  );
}

function Pages({ query, wish, search, ticketRow, onClear }: Omit<Props, 'onChange' | 'ref'> & { onClear: () => void }) {
  const { q } = wish;
  if (query.isError) {
    return (
      <EmptyState
        icon={<SearchX size={28} />}
        sentence={strings.failed}
        action={<Button onClick={() => void query.refetch()}>{strings.tryAgain}</Button>}
      />
    );
  }
  const tickets = query.data?.pages.flatMap((page) => page.tickets) ?? [];
  const messages = query.data?.pages.flatMap((page) => page.messages) ?? [];
  if (tickets.length + messages.length === 0) {
    if (query.isFetching) return <Skeleton className="m-3 h-12" />;
    return (
      <EmptyState
        icon={<SearchX size={28} />}
        sentence={strings.nothing(q)}
        action={<Button onClick={onClear}>{strings.clear}</Button>}
      />
    );
  }
  return (
    <>
      {tickets.length > 0 && (
        <>
          <Heading>{strings.tickets}</Heading>
          <ul>{tickets.map(ticketRow)}</ul>
        </>
      )}
      {messages.length > 0 && (
        <>
          <Heading>{strings.messages}</Heading>
          <ul aria-label={strings.messages}>
            {messages.map((found) => (
              <FoundRow key={found.id} found={found} q={q} search={search} />
            ))}
          </ul>
        </>
      )}
      {query.hasNextPage && (
        <div className="flex justify-center p-3">
          <Button small disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {strings.more}
          </Button>
        </div>
      )}
    </>
  );
}

const Heading = ({ children }: { children: string }) => (
  <h3 className="border-b border-line bg-sunken px-3 py-1 text-xs font-medium text-muted">{children}</h3>
);
