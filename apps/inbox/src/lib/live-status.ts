import { useSyncExternalStore } from 'react';

export type LiveStatus = 'connecting' | 'up' | 'down';

let status: LiveStatus = 'connecting';
const listeners = new Set<() => void>();

export function setLiveStatus(next: LiveStatus): void {
  status = next;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether this page hears what happens. */
export const useLiveStatus = (): LiveStatus => useSyncExternalStore(subscribe, () => status);
