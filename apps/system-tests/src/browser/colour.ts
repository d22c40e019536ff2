import type { Locator } from 'playwright-core';

const hues = { red: [10, 45], yellow: [80, 115], green: [135, 170] } as const;

/** The colour behind an element, named by its hue; `none` for a grey. */
export async function backgroundOf(locator: Locator): Promise<keyof typeof hues | 'none' | 'other'> {
  const painted: string = await locator.evaluate(
    (element) => element.ownerDocument.defaultView.getComputedStyle(element).backgroundColor,
  );
  const [chroma = 0, hue = 0] = /oklch\(\S+ (\S+) ([\d.]+)/.exec(painted)?.slice(1).map(Number) ?? [];
  if (chroma < 0.02) return 'none';
  if (hue >= hues.red[0] && hue <= hues.red[1]) return 'red';
  if (hue >= hues.yellow[0] && hue <= hues.yellow[1]) return 'yellow';
  return hue >= hues.green[0] && hue <= hues.green[1] ? 'green' : 'other';
}
