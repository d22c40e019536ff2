import { useEffect, useEffectEvent } from 'react';
import { type ActionId, actionIds } from './shortcuts.ts';

export interface PageAction {
  readonly id: ActionId;
  /** @param isExtended Shift was held with the key */
  readonly run: (isExtended: boolean) => void;
}

/** What can be done now; null or left out: not now. */
export type PageActions = Readonly<Partial<Record<ActionId, PageAction['run'] | null>>>;

const providers = new Set<() => PageActions>();

/** Offers actions to keys and palette for as long as the component is shown. */
export function usePageActions(actions: PageActions): void {
  const latest = useEffectEvent(() => actions);
  useEffect(() => {
    const provide = () => latest();
    providers.add(provide);
    return () => void providers.delete(provide);
  }, []);
}

/** What can be done at this moment, in the order of the table. */
export function availableActions(): readonly PageAction[] {
  const offered: PageActions = Object.assign({}, ...[...providers].map((provide) => provide()));
  return actionIds.flatMap((id) => {
    const run = offered[id];
    return run ? [{ id, run }] : [];
  });
}

/** Something of the page itself that the palette offers by name. */
export interface PaletteEntry {
  readonly id: string;
  readonly name: string;
  readonly run: () => void;
}

const entryProviders = new Set<() => readonly PaletteEntry[]>();

/** Offers entries to the palette for as long as the component is shown. */
export function usePaletteEntries(entries: readonly PaletteEntry[]): void {
  const latest = useEffectEvent(() => entries);
  useEffect(() => {
    const provide = () => latest();
    entryProviders.add(provide);
    return () => void entryProviders.delete(provide);
  }, []);
}

export const paletteEntries = (): readonly PaletteEntry[] => [...entryProviders].flatMap((provide) => provide());
