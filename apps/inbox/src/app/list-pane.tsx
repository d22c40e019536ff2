import clsx from 'clsx';
import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { readStored, writeStored } from '../lib/stored.ts';
import { strings } from './strings.ts';

const narrowest = 320;
const widest = 420;
const keyStep = 20;

const within = (width: number) => Math.min(widest, Math.max(narrowest, Math.round(width)));

/** The pane on the left, as wide as the person left it. On a narrow screen it is the whole page or not there. */
export function ListPane({ title, isBehind, children }: { title: string; isBehind: boolean; children: ReactNode }) {
  const [width, setWidth] = useState(() => within(Number(readStored('list-width')) || narrowest + keyStep));

  function resize(next: number) {
    setWidth(within(next));
    writeStored('list-width', String(within(next)));
  }
  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    const from = event.clientX - width;
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = (move) => resize(move.clientX - from);
    handle.onlostpointercapture = () => (handle.onpointermove = null);
  }
  function onKeyDown({ key }: KeyboardEvent) {
    if (key === 'ArrowLeft') resize(width - keyStep);
    if (key === 'ArrowRight') resize(width + keyStep);
  }

  return (
    <section
      aria-label={title}
      style={{ '--pane': `${width}px` }}
      className={clsx(
        'relative flex min-h-0 shrink-0 flex-col border-r border-line bg-surface max-md:w-full md:w-(--pane)',
        isBehind && 'max-md:hidden',
      )}
    >
      <h1 className="px-3 pt-4 pb-3 text-lg font-semibold">{title}</h1>
      {children}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={strings.resizeList}
        aria-valuenow={width}
        aria-valuemin={narrowest}
        aria-valuemax={widest}
        tabIndex={0}
        onPointerDown={onPointerDown}
        onKeyDown={onKeyDown}
        className="absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize touch-none max-md:hidden"
      />
    </section>
  );
}
