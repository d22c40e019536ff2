import { resolve } from 'node:path';
import type { Page } from 'playwright-core';

const folder = resolve(import.meta.dirname, '../../../../docs/screens');

/** Writes a picture for the README when DUET_SCREENS=1; otherwise does nothing. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['DUET_SCREENS'] !== '1') return;
  await page.screenshot({ path: resolve(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}
