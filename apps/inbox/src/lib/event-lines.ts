type Listener = (line: string) => void;

const listeners = new Set<Listener>();

/** Hears each event of the stream as it came, besides what it changes on the page. */
export function onEventLine(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export const tellEventLine = (line: string): void => listeners.forEach((listener) => listener(line));
