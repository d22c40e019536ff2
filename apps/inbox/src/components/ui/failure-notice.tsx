import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** What went wrong and the one next step, announced at once. */
export function FailureNotice({ sentence, action }: { sentence: string; action?: ReactNode }) {
  return (
    <div role="alert" className="flex items-start gap-2 rounded-md bg-danger-soft px-3 py-2 text-danger">
      <CircleAlert size={16} aria-hidden className="mt-px shrink-0" />
      <p className="min-w-0 flex-1 text-pretty">{sentence}</p>
      {action}
    </div>
  );
}
