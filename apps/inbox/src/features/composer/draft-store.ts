import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from '../../lib/stored.ts';
import type { Mode } from './composer-state.ts';
import { Draft, emptyDraft, isEmpty } from './draft.ts';

/** Drafts outlive reloads and expired sessions; each person has their own. */
export interface DraftKey {
  readonly personId: string;
  readonly ticketId: string;
  readonly mode: Mode;
}

const held = new Map<string, Draft>();
const listeners = new Set<() => void>();

const nameOf = ({ personId, ticketId, mode }: DraftKey): string => `draft.${personId}.${ticketId}.${mode}`;

export function readDraft(key: DraftKey): Draft {
  const name = nameOf(key);
  const draft = held.get(name) ?? parseDraft(readStored(name));
  held.set(name, draft);
  return draft;
}

export function writeDraft(key: DraftKey, draft: Draft): void {
  const name = nameOf(key);
  held.set(name, draft);
  writeStored(name, isEmpty(draft) ? null : JSON.stringify(draft));
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useDraft = (key: DraftKey): Draft => useSyncExternalStore(subscribe, () => readDraft(key));

function parseDraft(stored: string | null): Draft {
  if (stored === null) return emptyDraft;
  try {
    return Draft.parse(JSON.parse(stored));
  } catch {
    return emptyDraft;
  }
}
