import type { Page } from 'playwright-core';
import { faultsOf } from './browser/axe.ts';
import { bustle } from './browser/bustle.ts';
import { journeyMs, owner, Stage } from './browser/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  await stage.system.connectTikTok();
  await bustle(stage.system);
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

test(
  'axe finds nothing on any page of the inbox, in light and in dark',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const { page } = inbox;
      const faults: string[] = [];
      const look = async (where: string) => void faults.push(...(await faultsInBothThemes(page, where)));
      const visit = async (path: string, heading: string) => {
        await page.goto(new URL(path, stage.system.gatewayUrl).href);
        await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
        await look(path);
      };

      await inbox.ticket('Love the colours of this one').waitFor();
      await look('/inbox');
      await inbox.open('Love the colours of this one');
      await look('a comment');
      await inbox.open('Thanks, that fixed it!');
      await look('a conversation that nobody has');
      await inbox.assignToMe();
      await inbox.addNote('Regular customer');
      await look('a conversation of mine');
      await visit('/integrations', 'Integrations');
      await page.getByRole('tab', { name: 'Available Integrations' }).click();
      await look('/integrations, available');
      await visit('/integrations/ready', 'Before you connect');
      await page.getByText('This installation is ready').or(page.getByText('Something is not as it must be')).waitFor();
      await look('/integrations/ready, told');
      await inbox.goTo('Integrations');
      await page.getByRole('link', { name: 'Health and history' }).first().click();
      for (const part of ['Health', 'Checks', 'History']) {
        await page.getByRole('tab', { name: part }).click();
        await page.getByRole('status', { name: 'Loading' }).waitFor({ state: 'detached' });
        await look(`a channel, ${part}`);
      }
      await visit('/help/connecting-tiktok', 'Connecting TikTok');
      await visit('/posts', 'Posts');
      await page.getByRole('navigation', { name: 'Posts' }).getByRole('link').first().click();
      await page.getByRole('list', { name: 'Comments', exact: true }).getByRole('link').first().click();
      await page.getByRole('log', { name: /^Conversation with/ }).waitFor();
      await look('the comments of a post');
      await visit('/settings/keyboard', 'Keyboard');
      await visit('/settings/replies', 'Saved replies');
      await visit('/settings/notifications', 'Notifications');
      await visit('/settings/auto-hide', 'Hide by words');
      await page.evaluate("localStorage.setItem('duet.design', 'shown')");
      await visit('/design', 'Components');
      await page.goto(new URL('/welcome', stage.system.gatewayUrl).href);
      await page.getByRole('heading', { name: 'Welcome to Duet' }).waitFor();
      await look('/welcome');
      await page.context().clearCookies();
      await page.goto(stage.system.gatewayUrl);
      await page.getByRole('heading', { name: 'Sign in to Duet' }).waitFor();
      await look('the login');
      expect(faults).toEqual([]);
    }),
  journeyMs,
);

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
