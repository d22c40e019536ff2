import type { ReactNode } from 'react';
import { FailureNotice } from './ui/failure-notice.tsx';
import { sentenceOf } from '../lib/http.ts';
import { usePageTitle } from '../lib/page-title.ts';

/** A page of settings: its name, what it is for, its one main action, and what went wrong. */
export function Page(props: {
  title: string;
  about: string;
  action?: ReactNode;
  error?: Error | null;
  children: ReactNode;
}) {
  usePageTitle(props.title);
  return (
    <div className="flex min-w-0 flex-1 flex-col overflow-y-auto bg-surface">
      <div className="mx-auto flex w-full max-w-3xl flex-1 flex-col px-8 py-6 max-md:px-4">
        <div className="flex min-h-8 flex-wrap items-center justify-between gap-3">
          <h1 className="text-lg font-semibold">{props.title}</h1>
          {props.action}
        </div>
        <p className="mt-1 mb-4 text-pretty text-muted">{props.about}</p>
        {props.error && (
          <div className="mb-4">
            <FailureNotice sentence={sentenceOf(props.error)} />
          </div>
        )}
        {props.children}
      </div>
    </div>
  );
}
