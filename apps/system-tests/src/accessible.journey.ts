import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { faultsOf } from './browser/axe.ts';
import { inNewWorkspace, outside, type Place, placesOf, visit } from './browser/places.ts';
import { journeyMs, owner, Stage } from './browser/stage.ts';

let stage: Stage;
let places: Place[];

beforeAll(async () => {
  stage = await Stage.open();
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

const themes = ['light', 'dark'] as const;
const nothingMoves = { reducedMotion: 'reduce' } as const;

/** What axe finds here, in each theme. */
async function faultsInBothThemes(page: Page, where: string): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, ...nothingMoves });
    faults.push(...(await faultsOf(page)).map((fault) => `${where}, ${colorScheme}: ${fault}`));
  }
  return faults;
}

async function faultsAt(page: Page, places: readonly Place[]): Promise<string[]> {
  const faults: string[] = [];
  for (const place of places) {
    await visit(page, place, stage.system.gatewayUrl);
    faults.push(...(await faultsInBothThemes(page, place.name)));
  }
  return faults;
}

test(
  'axe finds nothing on any page of the inbox, in light and in dark, while there is nothing to do and on an ordinary day',
  () =>
    stage.play(async () => {
      const faults = await faultsAt(await stage.visitor(), outside);
      const { page } = await stage.signIn(owner);
      await page.evaluate("localStorage.setItem('duet.design', 'shown')");
      faults.push(...(await faultsAt(page, inNewWorkspace)));
      await stage.system.connectTikTok();
      places = await placesOf(stage.system);
      faults.push(...(await faultsAt(page, places)));
      expect(faults).toEqual([]);
    }),
  600_000,
);

test('every address of the inbox is a place that is looked at', async () => {
  const router = await readFile(resolve(import.meta.dirname, '../../inbox/src/app/router.tsx'), 'utf8');
  const routes = [...router.matchAll(/path: '([^']+)'/g)].map(([, path]) => path);
  const looked = new Set([...outside, ...places].map(({ route }) => route));
  expect(routes.filter((route) => route !== '*' && !looked.has(route ?? ''))).toEqual([]);
});

test(
  'axe finds nothing in any dialog or menu, in light and in dark',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const { page } = inbox;
      const faults: string[] = [];
      const look = async (where: string) => {
        faults.push(...(await faultsInBothThemes(page, where)));
        await page.keyboard.press('Escape');
      };

      await inbox.open('Price please?');
      await inbox.button('Your account').click();
      await page.getByRole('menuitemradio', { name: 'English' }).waitFor();
      await look('account menu');
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Commands' }).waitFor();
      await look('palette');
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
      await look('keys');
      await page.keyboard.press('x');
      await page.getByRole('toolbar', { name: '1 selected' }).waitFor();
      await look('selection');
      await inbox.button('Actions for the comment by Kwame Boateng').click();
      await page.getByRole('menuitem', { name: 'Hide' }).waitFor();
      await look('comment menu');
      await inbox.choose('Your account', 'Saved replies');
      await inbox.button('New saved reply').click();
      await page.getByRole('dialog', { name: 'New saved reply' }).waitFor();
      await page.getByLabel('Title').fill('Delivery times');
      await page.getByLabel('Text').fill('Three days.');
      await look('a saved reply');
      await inbox.goTo('Integrations');
      await inbox.button('Actions for Shop (TikTok Feed)').click();
      await page.getByRole('menuitem', { name: 'Disconnect' }).click();
      await page.getByRole('alertdialog').waitFor();
      await look('confirmation');
      await page.getByRole('tab', { name: 'Available Integrations' }).click();
      await page.getByRole('button', { name: /^TikTok Quickly/ }).click();
      await page.getByRole('dialog', { name: 'Connect TikTok to Duet' }).waitFor();
      await look('connect');
      expect(faults).toEqual([]);
    }),
  journeyMs,
);
