import type { HideRuleTrial } from '@duet/contracts';
import { numberText } from '../../../lib/numbers.ts';
import { absoluteTime, shortDateTime } from '../../../lib/times.ts';
import { strings } from '../strings.ts';

/** What the rule would have caught. */
export function Trial({ trial: { looked, since, matches, examples } }: { trial: HideRuleTrial }) {
  return (
    <section aria-label={strings.trial} className="rounded-md bg-sunken px-3 py-2.5">
      <p role="status" className="font-medium">
        {strings.matches(numberText(matches), numberText(looked))}
        {since !== null && ` ${strings.since(shortDateTime(since))}`}
      </p>
      {examples.length > 0 && (
        <ul aria-label={strings.examples} className="mt-2 flex max-h-48 flex-col gap-1.5 overflow-y-auto">
          {examples.map(({ id, author, text, sentAt }) => (
            <li key={id} className="flex items-baseline gap-2">
              <bdi className="min-w-0 flex-1 break-words">
                {author !== null && <span className="text-muted">{author}: </span>}
                {text}
              </bdi>
              <time dateTime={sentAt} title={absoluteTime(sentAt)} className="shrink-0 text-xs text-muted">
                {shortDateTime(sentAt)}
              </time>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
