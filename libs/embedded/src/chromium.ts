import { existsSync } from 'node:fs';

/** Of Debian's two packages the one without windows needs a fifth less of the machine. */
const places = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/** The browser that journeys are played in: `CHROMIUM_PATH`, or Debian's. */
export function chromiumPath(): string {
  const path = process.env['CHROMIUM_PATH'] ?? places.find((place) => existsSync(place));
  if (path === undefined)
    throw new Error(
      "There is no Chromium: install Debian's chromium-headless-shell or chromium, or name one in CHROMIUM_PATH.",
    );
  return path;
}
