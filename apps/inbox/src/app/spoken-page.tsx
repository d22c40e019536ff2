import { useOpenPage } from '../lib/page-title.ts';

/** Tells who listens that another page or conversation is open: the browser says so only where it loads a document. */
export const SpokenPage = () => (
  <p aria-live="polite" className="sr-only">
    {useOpenPage()}
  </p>
);
