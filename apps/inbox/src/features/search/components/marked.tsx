import { foundWords } from '@duet/contracts';
import { Fragment } from 'react';

/** A text in which the words that were looked for stand out. */
export function Marked({ text, q }: { text: string; q: string }) {
  const words = foundWords(text, q);
  const last = words.at(-1)?.end ?? 0;
  return (
    <>
      {words.map(({ start, end }, index) => (
        <Fragment key={start}>
          {text.slice(words[index - 1]?.end ?? 0, start)}
          <mark className="rounded-xs bg-warning text-warning-ink">{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(last)}
    </>
  );
}
