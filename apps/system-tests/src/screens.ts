import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { inNewWorkspace, type Place, outside, placesOf, visit } from './browser/places.ts';
import { owner, Stage } from './browser/stage.ts';

/** `npm run screens [-- <name> …]`: pictures of every page, light and dark, English and Russian, into docs/screens. */
const folder = resolve(import.meta.dirname, '../../../docs/screens');
const wanted = process.argv.slice(2);
const MOST_BYTES = 12 * 1024 * 1024;
const themes = ['light', 'dark'] as const;
const languages = ['en', 'ru'] as const;

const stage = await Stage.open();
try {
  const isWanted = ({ name }: Place): boolean => wanted.length === 0 || wanted.includes(name);
  await mkdir(folder, { recursive: true });
  if (wanted.length === 0) for (const file of await pictures()) await rm(join(folder, file));
  const stranger = await stage.visitor();
  for (const place of outside.filter(isWanted)) await picturesOf(stranger, place);
  const { page } = await stage.signIn(owner);
  await page.evaluate("localStorage.setItem('duet.design', 'shown')");
  for (const place of inNewWorkspace.filter(isWanted)) await picturesOf(page, place);
  await stage.system.connectTikTok();
  const places = await placesOf(stage.system);
  for (const place of places.filter(isWanted)) await picturesOf(page, place);
} finally {
  await stage.close();
}

const files = await pictures();
const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
const bytes = sizes.reduce((sum, size) => sum + size, 0);
process.stdout.write(`${files.length} pictures, ${(bytes / 1024 / 1024).toFixed(1)} MB\n`);
if (bytes > MOST_BYTES) throw new Error('more than 12 MB: let a page show less, or take fewer colours');

async function pictures(): Promise<string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith('.png'));
}

async function picturesOf(page: Page, place: Place): Promise<void> {
  for (const language of languages) {
    await page.evaluate(`localStorage.setItem('duet.language', '${language}')`);
    await visit(page, place, stage.system.gatewayUrl);
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
      const small = await sharp(picture).png({ palette: true, colours: 128, effort: 8 }).toBuffer();
      await writeFile(join(folder, `${place.name}-${theme}-${language}.png`), small);
    }
    process.stdout.write(`${place.name} ${language}\n`);
  }
}
