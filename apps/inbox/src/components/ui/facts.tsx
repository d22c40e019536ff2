import type { ReactNode } from 'react';

export const Facts = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="border-t border-line py-(--part-pad)">
    <h2 className="mb-2 text-xs font-semibold text-muted">{title}</h2>
    <dl className="flex flex-col gap-(--fact-gap)">{children}</dl>
  </section>
);

export const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="grid grid-cols-[96px_minmax(0,1fr)] items-baseline gap-2">
    <dt className="text-muted">{name}</dt>
    <dd className="tabular min-w-0">{children}</dd>
  </div>
);
