import clsx from 'clsx';
import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { readStored, writeStored } from '../../lib/stored.ts';

const keyStep = 20;

/** A pane beside the main one, as wide as the person left it. On a narrow screen it is as wide as the page. */
export function Pane(props: {
  /** Under which name its width is kept in the browser. */
  keptAs: string;
  /** What its handle is called. */
  resizeLabel: string;
  /** Widths in pixels. */
  narrowest: number;
  widest: number;
  first: number;
  /** The side on which it ends where the main pane begins. */
  edge: 'left' | 'right';
  className?: string;
  children: ReactNode;
}) {
  const { keptAs, resizeLabel, narrowest, widest, first, edge, className, children } = props;
  const within = (width: number) => Math.min(widest, Math.max(narrowest, Math.round(width)));
  const [width, setWidth] = useState(() => within(Number(readStored(keptAs)) || first));
  const outward = edge === 'right' ? 1 : -1;

  function resize(next: number) {
    setWidth(within(next));
    writeStored(keptAs, String(within(next)));
  }
  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    const from = event.clientX;
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = (move) => resize(width + outward * (move.clientX - from));
    handle.onlostpointercapture = () => (handle.onpointermove = null);
  }
  function onKeyDown({ key }: KeyboardEvent) {
    if (key === 'ArrowLeft') resize(width - outward * keyStep);
    if (key === 'ArrowRight') resize(width + outward * keyStep);
  }

  return (
    <div
      style={{ '--pane': `${width}px` }}
      className={clsx('relative flex min-h-0 shrink-0 bg-surface max-md:w-full md:w-(--pane)', className)}
    >
      {children}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={resizeLabel}
        aria-valuenow={width}
        aria-valuemin={narrowest}
        aria-valuemax={widest}
        tabIndex={0}
        onPointerDown={onPointerDown}
        onKeyDown={onKeyDown}
        onDoubleClick={() => resize(first)}
        className={clsx(
          'absolute inset-y-0 z-10 w-2 cursor-col-resize touch-none transition-colors hover:bg-accent/30 focus-visible:bg-accent/30 max-md:hidden',
          edge === 'right' ? '-right-1' : '-left-1',
        )}
      />
    </div>
  );
}
