import type { ReactNode } from 'react';

/** One sentence and one button. */
export function EmptyState({ icon, sentence, action }: { icon: ReactNode; sentence: string; action?: ReactNode }) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 p-8 text-center text-muted">
      <span aria-hidden className="text-line-strong">
        {icon}
      </span>
      <p className="max-w-64 text-base text-balance">{sentence}</p>
      {action}
    </div>
  );
}
