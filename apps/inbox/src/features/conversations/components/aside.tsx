import type { ReactNode } from 'react';

/** What stands in a bubble where there is nothing to show. */
export const Aside = ({ icon, children }: { icon: ReactNode; children: ReactNode }) => (
  <p className="inline-flex items-center gap-1.5 text-muted">
    {icon}
    {children}
  </p>
);
