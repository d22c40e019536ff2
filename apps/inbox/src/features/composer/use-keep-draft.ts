import { useEffect, useEffectEvent, useRef } from 'react';
import { useDrafts, useSaveDraft } from './api/drafts.ts';
import { edited } from './draft.ts';
import { type DraftKey, readDraft, useDraft, writeDraft } from './draft-store.ts';

/** Whoever types is left alone for so long. */
const PAUSE_MS = 1_000;

/**
 * Keeps what is written on the server too, where colleagues see it and another browser of the same person finds it. What
 * stands in this browser goes before: the server's text is taken only where there is none, and once.
 * @param isSending what is being sent is no draft any more
 */
export function useKeepDraft(key: DraftKey, isSending: boolean): void {
  const { text } = useDraft(key);
  const drafts = useDrafts(key.ticketId);
  const { mutate } = useSaveDraft(key);
  const kept = useRef<string | null>(null);

  const mine = drafts.isFetchedAfterMount
    ? (drafts.data?.find(({ person, mode }) => person.id === key.personId && mode === key.mode)?.text ?? '')
    : null;
  const takeOver = useEffectEvent((server: string) => {
    if (kept.current !== null) return;
    kept.current = server;
    const draft = readDraft(key);
    if (draft.text === '' && server !== '') writeDraft(key, edited(draft, server));
  });
  useEffect(() => {
    if (mine !== null) takeOver(mine);
  }, [mine]);

  const keep = useEffectEvent(() => {
    const now = readDraft(key).text;
    if (isSending || kept.current === null || kept.current === now) return;
    kept.current = now;
    mutate(now);
  });
  useEffect(() => {
    if (isSending) return undefined;
    const timer = setTimeout(keep, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, isSending, mine]);
  useEffect(() => () => keep(), []);
}
