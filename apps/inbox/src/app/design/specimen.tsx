import type { ReactNode } from 'react';

export const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title} className="border-t border-line py-6">
    <h2 className="mb-4 text-base font-semibold">{title}</h2>
    <div className="flex flex-wrap items-start gap-4">{children}</div>
  </section>
);

/** One component in one state, with the name of the state above it. */
export const Specimen = ({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }) => (
  <figure className={wide ? 'w-full max-w-3xl' : 'max-w-full'}>
    <figcaption className="mb-1 text-xs text-muted">{name}</figcaption>
    {children}
  </figure>
);
