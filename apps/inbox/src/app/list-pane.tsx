import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Pane } from '../components/ui/pane.tsx';
import { strings } from './strings.ts';

/** The pane on the left. On a narrow screen it is the whole page or not there. */
export const ListPane = ({ title, isBehind, children }: { title: string; isBehind: boolean; children: ReactNode }) => (
  <Pane
    keptAs="list-width"
    resizeLabel={strings.resizeList}
    narrowest={280}
    widest={480}
    first={340}
    edge="right"
    className={clsx('border-r border-line max-md:border-r-0', isBehind && 'max-md:hidden')}
  >
    <section aria-label={title} className="flex min-w-0 flex-1 flex-col">
      <h1 className="px-3 pt-4 pb-3 text-lg font-semibold">{title}</h1>
      {children}
    </section>
  </Pane>
);
