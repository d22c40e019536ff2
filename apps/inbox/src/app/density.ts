import { useState } from 'react';
import { readStored, writeStored } from '../lib/stored.ts';

export const densities = ['comfortable', 'compact'] as const;
export type Density = (typeof densities)[number];

/** How much fits on the screen. `theme.js` applies the stored one before the first paint. */
export function useDensity(): [density: Density, choose: (density: Density) => void] {
  const [density, setDensity] = useState<Density>(() =>
    readStored('density') === 'compact' ? 'compact' : 'comfortable',
  );
  function choose(next: Density) {
    setDensity(next);
    writeStored('density', next === 'comfortable' ? null : next);
    if (next === 'comfortable') delete document.documentElement.dataset.density;
    else document.documentElement.dataset.density = next;
  }
  return [density, choose];
}
