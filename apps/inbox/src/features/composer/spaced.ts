/** Tells for each key whether it is time again: true at most once in `spacingMs`. */
export function spaced(spacingMs: number): (key: string, nowMs: number) => boolean {
  const last = new Map<string, number>();
  return (key, nowMs) => {
    if (nowMs - (last.get(key) ?? -Infinity) < spacingMs) return false;
    last.set(key, nowMs);
    return true;
  };
}
