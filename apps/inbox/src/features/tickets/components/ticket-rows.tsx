import type { TicketView } from '@duet/contracts';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { ArrowUp } from 'lucide-react';
import { useCallback, useImperativeHandle, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { useNextPage } from '../../../lib/next-page.ts';
import { numberText } from '../../../lib/numbers.ts';
import { strings } from '../strings.ts';
import { useSteady } from '../use-steady.ts';
import type { TicketListProps } from './ticket-list.tsx';
import { TicketRow } from './ticket-row.tsx';

/** How keys reach the list from outside of it. */
export interface RowFocus {
  /** Moves the focus by rows, from where it is or from the open ticket. */
  readonly move: (step: 1 | -1) => void;
  /** Selects the row that has the focus, else the open ticket; with `range` all from the last selected one. */
  readonly select: (range: boolean) => void;
}

const arrows: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

/** Pixels from one row to the next. What differs from them is laid out anew when it is seen. */
const rowHeight = (): number =>
  Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row'), 10);

/** Only the rows that can be seen are drawn, and one of them is in the order of the Tab key. */
export function TicketRows({ tickets, query, search, openId, selection, onSelect, ref }: TicketListProps & Tickets) {
  const scroller = useRef<HTMLDivElement>(null);
  const { shown, waiting, letIn, onScroll, ...pointer } = useSteady(tickets);
  const [focused, setFocused] = useState<string | null>(null);
  const [rowPx] = useState(rowHeight);
  const ids = useMemo(() => shown.map(({ id }) => id), [shown]);
  const tabStop = useMemo(() => Math.max(ids.indexOf(focused ?? openId ?? ''), 0), [ids, focused, openId]);
  // What it returns changes in place, which matters to the React Compiler alone; the inbox is built without it.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    // The same for as long as the rows are: all of them are laid out anew with another one.
    getItemKey: useCallback((index: number) => ids[index] ?? index, [ids]),
    estimateSize: () => rowPx,
    overscan: 8,
    // The row that Tab leads to stays, however far the list is scrolled.
    rangeExtractor: (range) => [...new Set([tabStop, ...defaultRangeExtractor(range)])].sort((a, b) => a - b),
  });

  /** Where keys begin: at the row with the focus, else at the open ticket; before the first row where neither is here. */
  const current = useCallback(() => {
    const row = document.activeElement?.closest('[data-ticket]');
    return ids.indexOf(row?.getAttribute('data-ticket') ?? openId ?? '');
  }, [ids, openId]);

  const move = useCallback(
    (step: number) => {
      const index = Math.min(Math.max(current() + step, 0), ids.length - 1);
      const id = ids[index];
      if (id === undefined) return;
      setFocused(id);
      rows.scrollToIndex(index);
      const row = () => scroller.current?.querySelector<HTMLElement>(`a[data-ticket="${id}"]`);
      const drawn = row();
      if (drawn) drawn.focus({ preventScroll: true });
      else requestAnimationFrame(() => requestAnimationFrame(() => row()?.focus({ preventScroll: true })));
    },
    [ids, current, rows],
  );

  useImperativeHandle(ref, () => ({
    move,
    select: (range) => {
      const id = ids[current()];
      if (id !== undefined) onSelect(ids, id, range);
    },
  }));

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const step = arrows[event.key];
      if (step === undefined) return;
      event.preventDefault();
      move(step);
    },
    [move],
  );
  const onSelectRow = useCallback((id: string, range: boolean) => onSelect(ids, id, range), [ids, onSelect]);

  const items = rows.getVirtualItems();
  useNextPage(query, shown.length - 1 - (items.at(-1)?.index ?? 0));
  const { hasNextPage, isFetchNextPageError, fetchNextPage } = query;

  return (
    <div className="relative min-h-0 flex-1" {...pointer}>
      {waiting > 0 && (
        <Button
          small
          look="primary"
          className="absolute -top-3 left-1/2 z-10 h-6! -translate-x-1/2 rounded-full! px-2.5! shadow-float"
          onClick={() => {
            letIn();
            scroller.current?.scrollTo({ top: 0 });
          }}
        >
          <ArrowUp size={14} aria-hidden />
          {strings.newer(numberText(waiting))}
        </Button>
      )}
      <div
        ref={scroller}
        className="relative h-full overflow-y-auto"
        onScroll={({ currentTarget }) => onScroll(currentTarget.scrollTop)}
      >
        <ul
          aria-label={strings.list}
          aria-busy={query.isPlaceholderData}
          className="relative"
          style={{ height: rows.getTotalSize() }}
        >
          {items.map(({ index, start }) => {
            const ticket = shown[index];
            if (!ticket) return null;
            return (
              <TicketRow
                key={ticket.id}
                ref={rows.measureElement}
                ticket={ticket}
                search={search}
                index={index}
                top={start}
                of={hasNextPage ? -1 : shown.length}
                isTabStop={index === tabStop}
                isSelected={selection.ids.has(ticket.id)}
                onFocus={setFocused}
                onKeyDown={onKeyDown}
                onSelect={onSelectRow}
              />
            );
          })}
        </ul>
        {isFetchNextPageError && (
          <div className="flex justify-center p-3">
            <Button small onClick={() => void fetchNextPage()}>
              {strings.loadMore}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

interface Tickets {
  readonly tickets: readonly TicketView[];
}
