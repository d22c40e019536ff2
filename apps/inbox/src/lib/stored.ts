/** A value kept in this browser; storage that is blocked or full keeps nothing and breaks nothing. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(`duet.${key}`);
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`duet.${key}`);
    else localStorage.setItem(`duet.${key}`, value);
  } catch {
    // Nothing is kept; the page goes on.
  }
}
