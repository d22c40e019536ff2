import clsx from 'clsx';
import { useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { isLong } from '../long-text.ts';
import { strings } from '../strings.ts';

/** What somebody wrote, in its own direction. Of a long text the first twelve lines are shown until the rest is asked for, or looked for. */
export function MessageText({ text, isSought }: { text: string; isSought: boolean }) {
  const [chosen, choose] = useState<boolean | null>(null);
  const isWhole = chosen ?? isSought;
  const id = useId();
  const paragraph = useRef<HTMLParagraphElement>(null);
  const foldable = isLong(text);

  /** The thread keeps to its newest end, so what grows above it is brought back to where it begins. */
  function toggle() {
    flushSync(() => choose(!isWhole));
    paragraph.current?.scrollIntoView({ block: isWhole ? 'nearest' : 'start' });
  }

  return (
    <>
      <p
        ref={paragraph}
        id={id}
        dir="auto"
        className={clsx('scroll-my-6 break-words whitespace-pre-wrap', foldable && !isWhole && 'line-clamp-12')}
      >
        {text}
      </p>
      {foldable && (
        <button
          type="button"
          aria-expanded={isWhole}
          aria-controls={id}
          onClick={toggle}
          className="mt-1 text-sm font-medium text-accent underline-offset-2 hover:underline"
        >
          {isWhole ? strings.showLess : strings.showAll}
        </button>
      )}
    </>
  );
}
