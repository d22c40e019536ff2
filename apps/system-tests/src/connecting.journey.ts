import type { Locator } from 'playwright-core';
import { grant, openTikTok } from './browser/consent-window.ts';
import type { Inbox } from './browser/inbox.ts';
import { picture } from './browser/screens.ts';
import { journeyMs, owner, Stage } from './browser/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

const card = (inbox: Inbox, name: string): Locator => inbox.page.getByRole('listitem', { name, exact: true });

test(
  'CON-01, CON-02, CON-03, CON-04, CON-05, CON-06, CON-07, CON-08, CON-09, CON-10, CON-12, CON-13, CON-14, CON-15, CON-16, CON-17, CON-18, CON-19, CON-20, CON-21, CON-38: an owner connects TikTok through its consent window, which closes itself, and both channels are connected',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const { page } = inbox;
      await inbox.goTo('Integrations');
      await page.getByText('No channel is connected yet.').waitFor();
      await page.getByRole('tab', { name: 'Available Integrations' }).click();
      await page.getByRole('heading', { name: 'Channel' }).waitFor();
      await page
        .getByRole('button', {
          name: 'TikTok Quickly reply to customer messages on TikTok, share product details, and automate repetitive queries.',
        })
        .click();
      const modal = page.getByRole('dialog', { name: 'Connect TikTok to Duet' });
      for (const text of ['Manage TikTok DM and Comments', 'Deploy AI Agents', 'Analytics & Reporting']) {
        await modal.getByText(text, { exact: true }).waitFor();
      }
      await modal.getByRole('link', { name: 'Need help? Read Documentation' }).waitFor();
      await picture(page, 'connect');

      const window = await openTikTok(inbox, () => modal.getByRole('button', { name: 'Connect with TikTok' }).click());
      expect(await grant(window)).toEqual({ sawProcessing: true });

      const setup = page.getByRole('dialog', { name: 'Setup Your Channel' });
      await setup
        .getByText("You've successfully connected your account. Let's finish setting up your channel.")
        .waitFor();
      await setup.getByText('Connected as sim.store').waitFor();
      expect(await setup.getByLabel('Title').inputValue()).toBe('My TikTok channel');
      await setup.getByRole('combobox', { name: 'Select NLP App' }).waitFor();
      await setup.getByRole('button', { name: 'Finish Setup' }).click();

      await setup.waitFor({ state: 'detached' });
      expect(await page.getByRole('tab', { name: 'Integrated', exact: true }).getAttribute('aria-selected')).toBe(
        'true',
      );
      await inbox.toast('@sim.store is connected: TikTok Messenger and TikTok Feed').waitFor();
      for (const name of ['TikTok Messenger', 'TikTok Feed']) {
        await card(inbox, name).getByText('Connected', { exact: true }).waitFor();
      }
      expect(inbox.loads).toBe(1);
    }),
  journeyMs,
);

test(
  'ACC-02, ACC-06, ACC-08, ACC-18, ACC-19: before connecting, the page says what to prepare on TikTok and who is not received',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const { page } = inbox;
      await inbox.goTo('Integrations');
      await page.getByRole('tab', { name: 'Available Integrations' }).click();
      await page.getByRole('button', { name: /^TikTok Quickly reply/ }).click();
      const modal = page.getByRole('dialog', { name: 'Connect TikTok to Duet' });
      await modal.getByText(/open beta and not available in every country.*are not received\./).waitFor();
      const regions = modal.getByRole('link', { name: "Read TikTok's page on regions" });
      expect(await regions.getAttribute('href')).toBe(
        'https://business-api.tiktok.com/portal/docs?id=1832184145137922',
      );

      const opened = page.context().waitForEvent('page');
      await modal.getByRole('link', { name: 'Need help? Read Documentation' }).click();
      const help = await opened;
      await help.getByRole('heading', { name: 'Connecting TikTok' }).waitFor();
      const [steps, permissions] = [help.locator('article ol > li'), help.locator('article ul > li')];
      expect(
        (await steps.allInnerTexts()).map((step) => /Settings|Account|Switch to|information/.exec(step)?.[0]),
      ).toEqual(['Settings', 'Account', 'Switch to', 'information']);
      const wanted = ['comments', 'messages', 'profile information', "viewing the account's videos"];
      expect(await permissions.allInnerTexts()).toEqual(wanted);
      await help.getByText('without them channels, chatbots and their callbacks may stay silent').waitFor();
      await help.getByText("withdrawn or given back only on TikTok's side").waitFor();
      await help.getByText('receive messages from everyone').waitFor();
      expect(await help.getByRole('switch').or(help.getByRole('checkbox')).count()).toBe(0);
      await help.close();
    }),
  journeyMs,
);

test(
  'CON-24, CON-28, CON-29, CON-30, CON-31, CON-32, CON-33, CON-34, CON-35, CON-36, CON-37, CON-42, CON-45: a channel disconnected after a confirmation takes nothing in and lets nothing out, the other goes on, and reconnecting revives it',
  () =>
    stage.play(async () => {
      await stage.system.connectTikTok();
      const inbox = await stage.signIn(owner);
      const phone = await stage.phoneOf('bo_mx');
      await phone.write('Are you open on Sunday?');
      await inbox.open('Are you open on Sunday?');
      await inbox.assignToMe();

      await inbox.goTo('Integrations');
      const messenger = card(inbox, 'TikTok Messenger');
      await messenger.getByRole('button', { name: /^Actions for/ }).click();
      expect(await inbox.page.getByRole('menuitem').allInnerTexts()).toEqual(['Disconnect']);
      await inbox.page.getByRole('menuitem', { name: 'Disconnect' }).click();
      const confirmation = inbox.page.getByRole('alertdialog', { name: /^Disconnect / });
      await confirmation.getByRole('button', { name: 'Disconnect' }).click();
      await inbox.toast('Channel Shop (TikTok Messenger) successfully disconnected').waitFor();
      await messenger.getByText('Disconnected', { exact: true }).waitFor();
      await card(inbox, 'TikTok Feed').getByText('Connected', { exact: true }).waitFor();

      await phone.write('Nobody there?');
      await phone.comment('New drop #sale', 'Does the shop answer here?');
      await inbox.goTo('Inbox');
      await inbox.ticket('Does the shop answer here?').waitFor();
      await inbox.open('Are you open on Sunday?');
      await inbox.page.getByText('This channel is disconnected. Reconnect it to send.').waitFor();
      expect(await inbox.button('Send').count()).toBe(0);
      expect(await inbox.entry('Nobody there?').count()).toBe(0);

      await inbox.button('Go to Integrations').click();
      await messenger.getByRole('button', { name: /^Actions for/ }).click();
      expect(await inbox.page.getByRole('menuitem').allInnerTexts()).toEqual(['Connect']);
      const press = () => inbox.page.getByRole('menuitem', { name: 'Connect', exact: true }).click();
      await grant(await openTikTok(inbox, press));
      const setup = inbox.page.getByRole('dialog', { name: 'Setup Your Channel' });
      expect(await setup.getByLabel('Title').inputValue()).toBe('Shop');
      await setup.getByRole('button', { name: 'Finish Setup' }).click();
      await messenger.getByText('Connected', { exact: true }).waitFor();

      await phone.page.getByRole('tab', { name: 'Messages' }).click();
      await phone.write('Hello again');
      await inbox.goTo('Inbox');
      await inbox.open('Hello again');
      await inbox.entry('Are you open on Sunday?').waitFor();
      await inbox.answer('Message', 'Here we are again');
      await phone.thread.getByText('Here we are again').waitFor();
      expect(inbox.loads).toBe(1);
    }),
  journeyMs,
);
