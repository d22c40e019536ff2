import { useState } from 'react';

/**
 * A text that shows at once what is typed, while the address that keeps it follows a moment later. Another text in the
 * address than those that were typed came from elsewhere, as by going back, and takes its place.
 */
export function useTyped(kept: string, keep: (text: string) => void): readonly [string, (text: string) => void] {
  const [typed, setTyped] = useState<readonly string[]>([kept]);
  const isSettled = kept === typed.at(-1);
  if (isSettled ? typed.length > 1 : !typed.includes(kept)) setTyped([kept]);
  return [
    typed.at(-1) ?? '',
    (text) => {
      setTyped([...typed, text]);
      keep(text);
    },
  ];
}
