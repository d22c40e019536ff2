import { fillIn, type SavedReplyView, type TicketView } from '@duet/contracts';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { flushSync } from 'react-dom';
import { savedReplyValues, useSavedReplies } from '../../lib/saved-replies.ts';
import { useViewer } from '../../lib/session-context.ts';
import { attached, edited } from './draft.ts';
import { type DraftKey, readDraft, useDraft, writeDraft } from './draft-store.ts';
import { type HashWord, hashWordAt, repliesFor, withReply } from './hash-word.ts';

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** The saved replies that the word at the caret may mean, and the keys that choose among them. */
export function useReplyPicker(key: DraftKey, ticket: TicketView, field: RefObject<HTMLTextAreaElement | null>) {
  const { text } = useDraft(key);
  const { person } = useViewer();
  const replies = useSavedReplies();
  const [caret, setCaret] = useState<number | null>(null);
  const [dismissedAt, setDismissedAt] = useState<number | null>(null);
  const [pointed, setPointed] = useState({ word: '', index: 0 });

  const found = key.mode === 'reply' && caret !== null ? hashWordAt(text, caret) : null;
  const hash = found?.from === dismissedAt ? null : found;
  const offered = hash ? repliesFor(hash.word, replies.data ?? []) : [];
  const active = hash?.word === pointed.word ? Math.min(pointed.index, offered.length - 1) : 0;
  /** A new workspace learns here what `#` is for. */
  const isEmpty = hash?.word === '' && replies.data?.length === 0;

  const filledIn = ({ text: saved }: SavedReplyView) => fillIn(saved, savedReplyValues(ticket, person.name));

  function follow({ selectionStart, selectionEnd, value }: HTMLTextAreaElement) {
    setCaret(selectionStart === selectionEnd ? selectionStart : null);
    if (!hashWordAt(value, selectionStart)) setDismissedAt(null);
  }

  function pick(reply: SavedReplyView, at: HashWord) {
    const draft = readDraft(key);
    const filled = withReply(draft.text, at, filledIn(reply));
    const next = edited(draft, filled.text);
    flushSync(() => {
      writeDraft(key, reply.image ? attached(next, reply.image) : next);
      setCaret(filled.caret);
    });
    field.current?.focus();
    field.current?.setSelectionRange(filled.caret, filled.caret);
  }

  /** @returns whether the key was for the list */
  function onKeyDown(event: KeyboardEvent): boolean {
    const reply = offered[active];
    if (!hash || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return false;
    if (event.key === 'Escape' && (reply || isEmpty)) setDismissedAt(hash.from);
    else if (!reply || event.shiftKey) return false;
    else if (event.key === 'Enter' || event.key === 'Tab') pick(reply, hash);
    else if (steps[event.key] !== undefined)
      setPointed({
        word: hash.word,
        index: (active + (steps[event.key] ?? 0) + offered.length) % offered.length,
      });
    else return false;
    event.preventDefault();
    return true;
  }

  return {
    hash,
    offered,
    active,
    isEmpty,
    filledIn,
    follow,
    leave: () => setCaret(null),
    pick,
    onKeyDown,
  };
}
