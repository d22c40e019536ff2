import type { PostComment } from '@duet/contracts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type Ref, useCallback, useImperativeHandle, useMemo, useRef } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { type NextPage, useNextPage } from '../../../lib/next-page.ts';
import { strings } from '../strings.ts';
import { CommentRow } from './comment-row.tsx';

/** How keys reach the list from outside of it. */
export interface CommentFocus {
  /** Brings a comment into view and the focus onto it. */
  readonly show: (index: number) => void;
}

const rowPx = 64;
const arrows: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

/** Only the rows that can be seen are drawn, and pages are asked for as the reader comes near their end. */
export function CommentRows(props: {
  comments: readonly PostComment[];
  total: number;
  query: NextPage;
  pathOf: (id: string) => string;
  openId: string | undefined;
  selected: ReadonlySet<string>;
  onSelect: (id: string, range: boolean) => void;
  onStep: (step: 1 | -1) => void;
  ref: Ref<CommentFocus>;
}) {
  const { comments, total, query, pathOf, openId, selected, onSelect, onStep, ref } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const openAt = useMemo(() => comments.findIndex(({ message }) => message.id === openId), [comments, openId]);
  // What it returns changes in place, which matters to the React Compiler alone; the inbox is built without it.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: comments.length,
    getScrollElement: () => scroller.current,
    // The same for as long as the rows are: all of them are laid out anew with another one.
    getItemKey: useCallback((index: number) => comments[index]?.message.id ?? index, [comments]),
    estimateSize: () => rowPx,
    overscan: 8,
  });

  useImperativeHandle(ref, () => ({
    show: (index) => {
      rows.scrollToIndex(index);
      const id = comments[index]?.message.id;
      if (id === undefined) return;
      requestAnimationFrame(() =>
        scroller.current?.querySelector<HTMLElement>(`a[data-comment="${id}"]`)?.focus({ preventScroll: true }),
      );
    },
  }));

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const step = arrows[event.key];
      if (step === undefined) return;
      event.preventDefault();
      onStep(step);
    },
    [onStep],
  );

  const items = rows.getVirtualItems();
  useNextPage(query, comments.length - 1 - (items.at(-1)?.index ?? 0));
  const { isFetchNextPageError, fetchNextPage } = query;

  return (
    <div ref={scroller} className="relative min-h-0 flex-1 overflow-y-auto">
      <ul aria-label={strings.list} className="relative" style={{ height: rows.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const comment = comments[index];
          if (!comment) return null;
          const { id } = comment.message;
          return (
            <CommentRow
              key={id}
              ref={rows.measureElement}
              comment={comment}
              path={pathOf(id)}
              index={index}
              top={start}
              of={total}
              isOpen={id === openId}
              isTabStop={index === Math.max(openAt, 0)}
              isSelected={selected.has(id)}
              onKeyDown={onKeyDown}
              onSelect={onSelect}
            />
          );
        })}
      </ul>
      {isFetchNextPageError && (
        <div className="flex justify-center p-3">
          <Button small onClick={() => void fetchNextPage()}>
            {strings.more}
          </Button>
        </div>
      )}
    </div>
  );
}
