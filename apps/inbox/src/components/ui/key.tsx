import { keyName } from '../../lib/shortcuts.ts';

/** A key of the keyboard. */
export const Key = ({ of }: { of: string }) => (
  <kbd className="inline-block min-w-7 shrink-0 rounded-sm border border-line-strong bg-sunken px-1.5 py-0.5 text-center font-sans text-xs font-semibold text-ink">
    {keyName(of)}
  </kbd>
);
