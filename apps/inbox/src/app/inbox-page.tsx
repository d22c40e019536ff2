import type { TicketView } from '@duet/contracts';
import { MessageSquareText } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { Button } from '../components/ui/button.tsx';
import { EmptyState } from '../components/ui/empty-state.tsx';
import { composerField } from '../features/composer/components/composer.tsx';
import type { Mode } from '../features/composer/composer-state.ts';
import { ExportTickets } from '../features/exports/export-tickets.tsx';
import { FirstSteps, NextStep } from '../features/first-steps/first-steps.tsx';
import { useFirstSteps } from '../features/first-steps/use-first-steps.ts';
import { useSearch } from '../features/search/api/find.ts';
import { focusSearch, SearchField } from '../features/search/components/search-field.tsx';
import { SearchResults } from '../features/search/components/search-results.tsx';
import { type SearchWish, wishFrom } from '../features/search/search-wish.ts';
import { useChangeTicket } from '../features/tickets/api/change-ticket.ts';
import { useTicket } from '../features/tickets/api/get-ticket.ts';
import { requestOf, useTickets } from '../features/tickets/api/list-tickets.ts';
import { BulkBar } from '../features/tickets/components/bulk-bar.tsx';
import { TicketFilters } from '../features/tickets/components/ticket-filters.tsx';
import { TicketList } from '../features/tickets/components/ticket-list.tsx';
import { TicketRow } from '../features/tickets/components/ticket-row.tsx';
import type { RowFocus } from '../features/tickets/components/ticket-rows.tsx';
import { chosen, nothingSelected } from '../features/tickets/selection.ts';
import type { Step } from '../features/tickets/ticket-step.ts';
import { ViewMenu } from '../features/views/components/view-menu.tsx';
import { contactName } from '../lib/contact-name.ts';
import { usePageActions } from '../lib/page-actions.ts';
import { usePageTitle } from '../lib/page-title.ts';
import { useViewer } from '../lib/session-context.ts';
import { filterFrom, type TicketFilter, unusualOf } from '../lib/ticket-filter.ts';
import { ConversationPane } from './conversation-pane.tsx';
import { ListPane } from './list-pane.tsx';
import { strings } from './strings.ts';
import { usePrefetch } from './use-prefetch.ts';

/** List, thread, panel. Features are brought together here and know nothing of each other. */
export function InboxPage() {
  const { ticketId } = useParams();
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const { person } = useViewer();
  const filter = filterFrom(search);
  const wish = wishFrom(search);
  const isSearching = wish.q.trim() !== '';
  const tickets = useTickets(filter, person.id);
  const found = useSearch(wish, filter, person.id);
  const targetId = search.get('message');
  const listSearch = withoutMessage(search).toString();
  const ticket = useTicket(ticketId);
  const change = useChangeTicket();
  const [noteOn, setNoteOn] = useState<string | null>(null);
  const steps = useFirstSteps();
  const mode: Mode = noteOn !== null && noteOn === ticketId ? 'note' : 'reply';
  const setMode = (next: Mode) => setNoteOn(next === 'note' ? (ticketId ?? null) : null);
  const list = useRef<RowFocus>(null);
  const results = useRef<Pick<RowFocus, 'move'>>(null);
  const [selection, setSelection] = useState(nothingSelected);
  const selected = tickets.data?.filter(({ id }) => selection.ids.has(id)) ?? [];

  const open = (id: string | undefined) =>
    void navigate({ pathname: id ? `/inbox/${id}` : '/inbox', search: listSearch }, { flushSync: true });
  /** The address says what the list shows; whatever is as usual is left out of it. */
  const show = (next: TicketFilter, sought: SearchWish, options: { replace?: boolean } = {}) =>
    setSearch(
      [...unusualOf(next), ...Object.entries(sought).filter(([, value]) => value !== '' && value !== 'any')],
      options,
    );
  const changeFilter = (next: TicketFilter) => show(next, wish);

  function write(next: Mode) {
    flushSync(() => setMode(next));
    composerField()?.focus();
  }

  const at = tickets.data?.findIndex(({ id }) => id === ticketId) ?? -1;
  const next = at < 0 ? undefined : (tickets.data?.[at + 1] ?? tickets.data?.[at - 1]);
  usePrefetch(next);

  const opened = ticket.data;
  usePageTitle(opened ? `${contactName(opened.contact)} · ${strings.inbox}` : strings.inbox);
  const together = (tickets: readonly TicketView[], step: Step) =>
    tickets.length === 0
      ? null
      : () => {
          change(tickets, step);
          setSelection(nothingSelected);
        };
  usePageActions({
    nextTicket: () => (results.current ?? list.current)?.move(1),
    previousTicket: () => (results.current ?? list.current)?.move(-1),
    search: focusSearch,
    selectTicket: (isExtended) => list.current?.select(isExtended),
    reply: opened ? () => write('reply') : null,
    note: opened ? () => write('note') : null,
    assignToMe: opened && !opened.assignee ? () => change([opened], { kind: 'claim' }) : null,
    resolveAndNext:
      opened && opened.status !== 'resolved'
        ? () => {
            change([opened], { kind: 'resolve' });
            open(next?.id);
          }
        : null,
    reopen: opened && opened.status !== 'open' ? () => change([opened], { kind: 'reopen' }) : null,
    hold: opened?.status === 'open' ? () => change([opened], { kind: 'hold', until: null }) : null,
    allTickets: () => changeFilter({ ...filter, show: 'all' }),
    repliedTickets: () => changeFilter({ ...filter, show: 'replied' }),
    unrepliedTickets: () => changeFilter({ ...filter, show: 'unreplied' }),
    heldTickets: () => changeFilter({ ...filter, show: 'hold' }),
    resolvedTickets: () => changeFilter({ ...filter, show: 'resolved' }),
    ...(selected.length > 0 && {
      assignToMe: together(
        selected.filter(({ status, assignee }) => status !== 'resolved' && assignee?.id !== person.id),
        { kind: 'give', to: person },
      ),
      resolveAndNext: together(
        selected.filter(({ status }) => status !== 'resolved'),
        { kind: 'resolve' },
      ),
      hold: together(
        selected.filter(({ status }) => status === 'open'),
        { kind: 'hold', until: null },
      ),
    }),
  });

  return (
    <>
      <ListPane
        title={strings.inbox}
        menu={
          <ViewMenu
            filter={filter}
            onChange={changeFilter}
            more={<ExportTickets query={requestOf(filter, person.id)} />}
          />
        }
        isBehind={ticketId !== undefined}
      >
        <SearchField q={wish.q} onChange={(q) => show(filter, { ...wish, q }, { replace: true })} />
        <TicketFilters filter={filter} onChange={changeFilter} />
        {isSearching ? (
          <SearchResults
            query={found}
            wish={wish}
            search={listSearch}
            onChange={(next) => show(filter, next, { replace: true })}
            ticketRow={(one) => <TicketRow key={one.id} ticket={one} search={listSearch} />}
            ref={results}
          />
        ) : (
          <>
            <BulkBar selected={selected} onDone={() => setSelection(nothingSelected)} />
            <TicketList
              query={tickets}
              search={listSearch}
              openId={ticketId}
              selection={selection}
              onSelect={(ids, id, range) => setSelection(chosen(selection, ids, id, range))}
              onShowAll={() => setSearch({})}
              nextStep={steps?.some(({ step, isDone }) => step === 'receive' && !isDone) && <NextStep steps={steps} />}
              ref={list}
            />
          </>
        )}
      </ListPane>
      {ticketId ? (
        <ConversationPane
          key={ticketId}
          ticket={ticket}
          back={{ pathname: '/inbox', search: listSearch }}
          targetId={targetId}
          mode={mode}
          onMode={setMode}
          onStep={(step) => opened && change([opened], step)}
        />
      ) : (
        <section className="flex min-w-0 flex-1 max-md:hidden">
          {steps ? (
            <FirstSteps steps={steps} ticketId={tickets.data?.[0]?.id} />
          ) : (
            <EmptyState
              icon={<MessageSquareText size={32} strokeWidth={1.5} />}
              sentence={strings.noTicketOpen}
              action={
                tickets.data?.[0] && <Button onClick={() => open(tickets.data[0]?.id)}>{strings.openFirst}</Button>
              }
            />
          )}
        </section>
      )}
    </>
  );
}

/** The address of the list alone: which message is shown in the thread is no part of it. */
function withoutMessage(search: URLSearchParams): URLSearchParams {
  const list = new URLSearchParams(search);
  list.delete('message');
  return list;
}
