import type { FormEvent, ReactNode } from 'react';
import { usePageTitle } from '../../../lib/page-title.ts';

/** A page for somebody who is not in yet: one short form under one heading. */
export function Doorway(props: {
  title: string;
  onSubmit?: (event: FormEvent<HTMLFormElement>) => void;
  children: ReactNode;
}) {
  usePageTitle(props.title);
  return (
    <main className="flex min-h-full items-center justify-center bg-canvas p-6">
      <form onSubmit={props.onSubmit} className="flex w-full max-w-80 flex-col gap-5">
        <div className="flex items-center gap-3">
          <img src="/icon.svg" alt="" width={32} height={32} />
          <h1 className="min-w-0 text-lg font-semibold break-words">{props.title}</h1>
        </div>
        {props.children}
      </form>
    </main>
  );
}
