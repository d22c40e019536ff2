import type { Locator, Page } from 'playwright-core';
import { grant, openTikTok } from '../browser/consent-window.ts';
import { press } from '../browser/hands.ts';
import type { Inbox } from '../browser/inbox.ts';
import { Phone } from '../browser/phone.ts';
import { journeyMs, owner, Stage } from '../browser/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

const card = (inbox: Inbox, name: string): Locator => inbox.page.getByRole('listitem', { name, exact: true });

describe('an owner connects TikTok', () => {
  let inbox: Inbox;
  let page: Page;
  let modal: Locator;
  let setup: Locator;
  let window: Page;

  beforeAll(async () => {
    inbox = await stage.signIn(owner);
    page = inbox.page;
    modal = page.getByRole('dialog', { name: 'Connect TikTok to Duet' });
    setup = page.getByRole('dialog', { name: 'Setup Your Channel' });
  }, journeyMs);
  afterAll(() => stage.closePages());

  test('INB-18: the empty inbox of a new workspace leads to the connection first', () =>
    stage.step(async () => {
      await page.getByRole('heading', { name: 'First steps' }).waitFor();
      await page.getByText('No customer has written yet.').waitFor();
      await press(page.getByRole('main').getByRole('listitem').getByRole('button', { name: 'Connect TikTok' }));
      await page.getByRole('heading', { name: 'Integrations', level: 1 }).waitFor();
    }));

  test('CON-01, CON-02: Integrations opens on the channels that are connected', () =>
    stage.step(async () => {
      await inbox.goTo('Integrations');
      const integrated = page.getByRole('tab', { name: 'Integrated', exact: true });
      expect(await integrated.getAttribute('aria-selected')).toBe('true');
      await page.getByText('No channel is connected yet.').waitFor();
    }));

  test('CON-03, CON-04, CON-05: the channels to be had include TikTok, with what it is for', () =>
    stage.step(async () => {
      await press(page.getByRole('tab', { name: 'Available Integrations' }));
      await page.getByRole('heading', { name: 'Channel' }).waitFor();
      const name =
        'TikTok Quickly reply to customer messages on TikTok, share product details, and automate repetitive queries.';
      await press(page.getByRole('button', { name }));
    }));

  test('CON-06, CON-07, CON-08: its card opens what it enables, and the documentation', () =>
    stage.step(async () => {
      await modal.waitFor();
      for (const text of ['Manage TikTok DM and Comments', 'Deploy AI Agents', 'Analytics & Reporting']) {
        await modal.getByText(text, { exact: true }).waitFor();
      }
      await modal.getByRole('link', { name: 'Need help? Read Documentation' }).waitFor();
    }));

  test("CON-09, CON-10: the button of the modal opens TikTok's page in a window", () =>
    stage.step(async () => {
      window = await openTikTok(inbox, () => press(modal.getByRole('button', { name: 'Connect with TikTok' })));
    }));

  test('CON-12, CON-13, CON-14: after consent the window says Processing… and closes itself', () =>
    stage.step(async () => {
      expect(await grant(window)).toEqual({ sawProcessing: true });
    }));

  test('CON-15, CON-16, CON-17: the channel is set up with the name of the account and a title', () =>
    stage.step(async () => {
      await setup
        .getByText("You've successfully connected your account. Let's finish setting up your channel.")
        .waitFor();
      await setup.getByText('Connected as sim.store').waitFor();
      const title = setup.getByLabel('Title');
      expect(await title.inputValue()).toBe('My TikTok channel');
      await title.fill('Our shop');
    }));

  test('CON-18, CON-19: nothing is connected until Finish Setup is pressed beside the choice of an NLP app', () =>
    stage.step(async () => {
      await setup.getByRole('combobox', { name: 'Select NLP App' }).waitFor();
      const { body } = await stage.system.api.get('/channels');
      expect(body).toMatchObject({ channels: [] });
      await press(setup.getByRole('button', { name: 'Finish Setup' }));
      await setup.waitFor({ state: 'detached' });
    }));

  test('CON-20, CON-21, CON-38: the owner is back on the connected channels, told that both are', () =>
    stage.step(async () => {
      const integrated = page.getByRole('tab', { name: 'Integrated', exact: true });
      expect(await integrated.getAttribute('aria-selected')).toBe('true');
      await inbox.toast('@sim.store is connected: TikTok Messenger and TikTok Feed').waitFor();
      for (const name of ['TikTok Messenger', 'TikTok Feed']) {
        await card(inbox, name).getByText('Connected', { exact: true }).waitFor();
        await card(inbox, name).getByText('Our shop').waitFor();
      }
      expect(inbox.loads).toBe(1);
    }));

  test('INB-18: then the inbox leads to a customer of one’s own, an answer and a hidden comment, and is led no more', () =>
    stage.step(async () => {
      await inbox.goTo('Inbox');
      const opened = page.context().waitForEvent('page');
      await press(page.getByRole('main').getByRole('listitem').getByRole('button', { name: 'Open the phone page' }));
      const phone = new Phone(await opened);
      await phone.write('Is this thing on?');
      await phone.comment('New drop #sale', 'Buy followers at my shop');
      await inbox.button('Open a ticket').waitFor();
      await inbox.open('Is this thing on?');
      await inbox.assignToMe();
      await inbox.answer('Message', 'It is!');
      await press(phone.page.getByRole('tab', { name: 'Messages' }));
      await phone.thread.getByText('It is!').waitFor();
      await inbox.goTo('Inbox');
      await press(inbox.button('Go to Posts'));
      await press(page.getByRole('link', { name: /New drop #sale/ }));
      const comments = page.getByRole('list', { name: 'Comments', exact: true }).getByRole('link');
      await press(comments.filter({ hasText: 'Buy followers at my shop' }));
      await inbox.thread.getByRole('button', { name: /^Actions for the comment by/ }).waitFor();
      await page.keyboard.press('h');
      await page.getByText('Hidden', { exact: true }).first().waitFor();
      await inbox.goTo('Inbox');
      await page.getByText('Choose a ticket to read the conversation.').waitFor();
      expect(inbox.loads).toBe(1);
    }));
});

describe('before connecting, the page says', () => {
  let help: Page;
  let modal: Locator;

  beforeAll(async () => {
    const inbox = await stage.signIn(owner);
    await inbox.goTo('Integrations');
    await press(inbox.page.getByRole('tab', { name: 'Available Integrations' }));
    await press(inbox.page.getByRole('button', { name: /^TikTok Quickly reply/ }));
    modal = inbox.page.getByRole('dialog', { name: 'Connect TikTok to Duet' });
  }, journeyMs);
  afterAll(() => stage.closePages());

  test('ACC-18, ACC-19: who is not received', () =>
    stage.step(async () => {
      await modal.getByText(/open beta and not available in every country.*are not received\./).waitFor();
      const regions = modal.getByRole('link', { name: "Read TikTok's page on regions" });
      expect(await regions.getAttribute('href')).toBe(
        'https://business-api.tiktok.com/portal/docs?id=1832184145137922',
      );
    }));

  test('ACC-02, ACC-06: what to prepare on TikTok, and which permissions to give', () =>
    stage.step(async () => {
      const opened = modal.page().context().waitForEvent('page');
      await press(modal.getByRole('link', { name: 'Need help? Read Documentation' }));
      help = await opened;
      await help.getByRole('heading', { name: 'Connecting TikTok' }).waitFor();
      const [steps, permissions] = [help.locator('article ol > li'), help.locator('article ul > li')];
      const named = (await steps.allInnerTexts()).map(
        (text) => /Settings|Account|Switch to|information/.exec(text)?.[0],
      );
      expect(named).toEqual(['Settings', 'Account', 'Switch to', 'information']);
      const wanted = ['comments', 'messages', 'profile information', "viewing the account's videos"];
      expect(await permissions.allInnerTexts()).toEqual(wanted);
      await help.getByText('without them channels, chatbots and their callbacks may stay silent').waitFor();
    }));

  test("ACC-08: what is withdrawn or given back on TikTok's side only", () =>
    stage.step(async () => {
      await help.getByText("withdrawn or given back only on TikTok's side").waitFor();
      await help.getByText('receive messages from everyone').waitFor();
      expect(await help.getByRole('switch').or(help.getByRole('checkbox')).count()).toBe(0);
    }));
});

describe('a channel that is disconnected', () => {
  let inbox: Inbox;
  let phone: Phone;
  let messenger: Locator;
  const entries = (): Promise<string[]> => inbox.page.getByRole('menuitem').allInnerTexts();

  beforeAll(async () => {
    await stage.system.connectTikTok();
    inbox = await stage.signIn(owner);
    phone = await stage.phoneOf('bo_mx');
    await phone.write('Are you open on Sunday?');
    await inbox.open('Are you open on Sunday?');
    await inbox.assignToMe();
    await inbox.goTo('Integrations');
    messenger = card(inbox, 'TikTok Messenger');
  }, journeyMs);
  afterAll(() => stage.closePages());

  test('CON-30, CON-31, CON-32: has a menu behind three dots that offers to disconnect and nothing else', () =>
    stage.step(async () => {
      for (const name of ['TikTok Feed', 'TikTok Messenger']) {
        await press(card(inbox, name).getByRole('button', { name: /^Actions for/ }));
        expect(await entries()).toEqual(['Disconnect']);
        if (name === 'TikTok Feed') await inbox.page.keyboard.press('Escape');
      }
    }));

  test('CON-34, CON-36: is disconnected after a confirmation, which a toast tells', () =>
    stage.step(async () => {
      await press(inbox.page.getByRole('menuitem', { name: 'Disconnect' }));
      const confirmation = inbox.page.getByRole('alertdialog', { name: /^Disconnect / });
      await press(confirmation.getByRole('button', { name: 'Cancel' }));
      await messenger.getByText('Connected', { exact: true }).waitFor();
      await press(messenger.getByRole('button', { name: /^Actions for/ }));
      await press(inbox.page.getByRole('menuitem', { name: 'Disconnect' }));
      await press(confirmation.getByRole('button', { name: 'Disconnect' }));
      await inbox.toast('Channel Shop (TikTok Messenger) successfully disconnected').waitFor();
    }));

  test('CON-24, CON-35, CON-37: takes nothing in and lets nothing out, while the other goes on', () =>
    stage.step(async () => {
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
    }));

  test('CON-29, CON-33, CON-45: offers to connect, which keeps its title', () =>
    stage.step(async () => {
      await press(inbox.button('Go to Integrations'));
      await press(messenger.getByRole('button', { name: /^Actions for/ }));
      expect(await entries()).toEqual(['Connect']);
      const connect = () => press(inbox.page.getByRole('menuitem', { name: 'Connect', exact: true }));
      await grant(await openTikTok(inbox, connect));
      const setup = inbox.page.getByRole('dialog', { name: 'Setup Your Channel' });
      expect(await setup.getByLabel('Title').inputValue()).toBe('Shop');
      await press(setup.getByRole('button', { name: 'Finish Setup' }));
      await messenger.getByText('Connected', { exact: true }).waitFor();
    }));

  test('CON-28, CON-42: goes on in the same conversation when it is connected again', () =>
    stage.step(async () => {
      await press(phone.page.getByRole('tab', { name: 'Messages' }));
      await phone.write('Hello again');
      await inbox.goTo('Inbox');
      await inbox.open('Hello again');
      await inbox.entry('Are you open on Sunday?').waitFor();
      await inbox.answer('Message', 'Here we are again');
      await phone.thread.getByText('Here we are again').waitFor();
      expect(inbox.loads).toBe(1);
    }));
});
