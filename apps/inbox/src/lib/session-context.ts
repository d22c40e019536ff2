import type { SessionView } from '@duet/contracts';
import { createContext, use } from 'react';

export const CurrentSession = createContext<SessionView | null>(null);

/** The signed-in person, below the shell. */
export function useViewer(): SessionView {
  const session = use(CurrentSession);
  if (!session) throw new Error('useViewer outside the shell');
  return session;
}
