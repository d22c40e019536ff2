import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Pane } from '../components/ui/pane.tsx';
import { strings } from './strings.ts';

/** The pane on the left. On a narrow screen it is the whole page or not there. */
export const ListPane = ({
  title,
  menu,
  isBehind,
  children,
}: {
  title: string;
  menu?: ReactNode;
  isBehind: boolean;
  children: ReactNode;
}) => (
  <>
    {isBehind && <h1 className="sr-only md:hidden">{title}</h1>}
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
        <div className="flex items-center justify-between gap-2 px-3 pt-4 pb-3">
          <h1 className="text-lg font-semibold">{title}</h1>
          {menu}
        </div>
        {children}
      </section>
    </Pane>
  </>
);
