import { useEffect, useSyncExternalStore } from 'react';

let page = '';
let unseen = 0;
const listeners = new Set<() => void>();

function show(): void {
  document.title = `${unseen > 0 ? `(${unseen}) ` : ''}${page === '' ? '' : `${page} · `}Duet`;
  listeners.forEach((listener) => listener());
}

/** What is open, in the title of the tab and for who listens. */
export function usePageTitle(name: string): void {
  useEffect(() => {
    page = name;
    show();
  }, [name]);
}

export const useOpenPage = (): string => useSyncExternalStore(follow, () => page);

function follow(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How many calls came while nobody looked, in the title of the tab. */
export function countUnseen(): void {
  unseen += 1;
  show();
}

export function seen(): void {
  unseen = 0;
  show();
}
