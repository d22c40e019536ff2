import { type KeyboardEvent, type RefObject, useState } from 'react';
import { flushSync } from 'react-dom';
import { usePeople } from '../../lib/people.ts';
import { useViewer } from '../../lib/session-context.ts';
import { edited } from './draft.ts';
import { type DraftKey, readDraft, useDraft, writeDraft } from './draft-store.ts';
import { atWordAt, colleaguesFor, withColleague } from './mentions.ts';

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
const MOST_OFFERED = 6;

/** The colleagues whom an `@` in a note may mean, and the keys that choose among them. */
export function useMentionPicker(key: DraftKey, field: RefObject<HTMLTextAreaElement | null>) {
  const { text } = useDraft(key);
  const { person } = useViewer();
  const people = usePeople();
  const [caret, setCaret] = useState<number | null>(null);
  const [dismissedAt, setDismissedAt] = useState<number | null>(null);
  const [pointed, setPointed] = useState({ word: '', index: 0 });

  const found = key.mode === 'note' && caret !== null ? atWordAt(text, caret) : null;
  const at = found?.from === dismissedAt ? null : found;
  const others = people.data?.filter(({ id }) => id !== person.id) ?? [];
  const offered = at ? colleaguesFor(at.word, others).slice(0, MOST_OFFERED) : [];
  const active = at?.word === pointed.word ? Math.min(pointed.index, offered.length - 1) : 0;

  function follow({ selectionStart, selectionEnd, value }: HTMLTextAreaElement) {
    setCaret(selectionStart === selectionEnd ? selectionStart : null);
    if (!atWordAt(value, selectionStart)) setDismissedAt(null);
  }

  function pick(name: string) {
    if (!at) return;
    const draft = readDraft(key);
    const next = withColleague(draft.text, at, name);
    flushSync(() => {
      writeDraft(key, edited(draft, next.text));
      setCaret(next.caret);
    });
    field.current?.focus();
    field.current?.setSelectionRange(next.caret, next.caret);
  }

  /** @returns whether the key was for the list */
  function onKeyDown(event: KeyboardEvent): boolean {
    const colleague = offered[active];
    const isModified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    if (!at || !colleague || isModified || event.nativeEvent.isComposing) return false;
    const step = steps[event.key];
    if (event.key === 'Escape') setDismissedAt(at.from);
    else if (event.key === 'Enter' || event.key === 'Tab') pick(colleague.name);
    else if (step === undefined) return false;
    else setPointed({ word: at.word, index: (active + step + offered.length) % offered.length });
    event.preventDefault();
    return true;
  }

  return { offered, active, follow, leave: () => setCaret(null), pick, onKeyDown };
}
