import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { readStored, writeStored } from './stored.ts';

/**
 * Everything that can be done by a key or from the palette, with its key: a physical one (`KeyJ`), the sign itself
 * (`?`), or null where nobody has given it one.
 */
export const defaultKeys = {
  nextTicket: 'KeyJ',
  previousTicket: 'KeyK',
  selectTicket: 'KeyX',
  search: '/',
  reply: 'KeyR',
  note: 'KeyN',
  assignToMe: 'KeyA',
  resolveAndNext: 'KeyE',
  reopen: null,
  hold: 'KeyS',
  hide: 'KeyH',
  unhide: 'KeyU',
  togglePanel: 'KeyI',
  allTickets: null,
  repliedTickets: null,
  unrepliedTickets: null,
  heldTickets: null,
  resolvedTickets: null,
  goToInbox: null,
  goToPosts: null,
  goToIntegrations: null,
  goToSettings: null,
  changeTheme: null,
  changeDensity: null,
  changeLanguage: null,
  signOut: null,
  showKeys: '?',
} as const satisfies Readonly<Record<string, string | null>>;

export type ActionId = keyof typeof defaultKeys;
export type Keys = Readonly<Record<ActionId, string | null>>;

export const isActionId = (name: string): name is ActionId => name in defaultKeys;

/** In the order of the table. */
export const actionIds: readonly ActionId[] = Object.keys(defaultKeys).filter(isActionId);

const Changed = z.record(z.string(), z.string().nullable());

/** The table with what the person changed. Names of no action are passed over. */
export const keysOf = (changed: z.infer<typeof Changed>): Keys => ({
  ...defaultKeys,
  ...Object.fromEntries(Object.entries(changed).filter(([name]) => isActionId(name))),
});

/** The keys that this browser kept. Whatever else is stored is passed over. */
export const keysFrom = (stored: string | null): Keys => keysOf(Changed.safeParse(parsed(stored)).data ?? {});

/** The keys that are not those of the table. */
export const changedKeys = (keys: Keys): z.infer<typeof Changed> =>
  Object.fromEntries(actionIds.filter((id) => keys[id] !== defaultKeys[id]).map((id) => [id, keys[id]]));

/** Gives an action a key, and takes it from the one that had it. */
export function withKey(keys: Keys, action: ActionId, key: string | null): Keys {
  const freed = actionIds.filter((other) => key !== null && keys[other] === key);
  return { ...keys, ...Object.fromEntries(freed.map((other) => [other, null])), [action]: key };
}

/** How a key is written on it. */
export const keyName = (key: string): string => key.replace(/^(Key|Digit)/, '');

function parsed(stored: string | null): unknown {
  try {
    return JSON.parse(stored ?? '{}');
  } catch {
    return {};
  }
}

let held: Keys | null = null;
const listeners = new Set<() => void>();

export const shortcutKeys = (): Keys => (held ??= keysFrom(readStored('keys')));

export function keepKeys(keys: Keys): void {
  held = keys;
  writeStored('keys', JSON.stringify(changedKeys(keys)));
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useKeys = (): Keys => useSyncExternalStore(subscribe, shortcutKeys);

/** A tooltip with the key behind what it does: `Resolve (E)`. */
export function useKeyHint(text: string, action: ActionId): string {
  const key = useKeys()[action];
  return key === null ? text : `${text} (${keyName(key)})`;
}
