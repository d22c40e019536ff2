import type { ReactNode } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { FailureNotice } from '../../../components/ui/failure-notice.tsx';
import { Skeleton } from '../../../components/ui/skeleton.tsx';
import { sentenceOf } from '../../../lib/http.ts';
import { strings } from '../channel-strings.ts';

/** What was asked for, or that it comes, or why it does not and how to ask again. */
export function Asked<Answer>(props: {
  query: { data: Answer | undefined; error: Error | null; refetch: () => Promise<unknown> };
  children: (answer: Answer) => ReactNode;
}) {
  const { query, children } = props;
  if (query.data !== undefined) return children(query.data);
  if (query.error) {
    return (
      <FailureNotice
        sentence={sentenceOf(query.error)}
        action={
          <Button small onClick={() => void query.refetch()}>
            {strings.tryAgain}
          </Button>
        }
      />
    );
  }
  return (
    <div role="status" aria-label={strings.loading} className="flex flex-col gap-3">
      <Skeleton className="h-14" />
      <Skeleton className="h-32" />
    </div>
  );
}
