import { until } from '@duet/testing';
import type { Page } from 'playwright-core';
import { press, select, tick } from '../browser/hands.ts';
import { Inbox } from '../browser/inbox.ts';
import { journeyMs, owner, Stage } from '../browser/stage.ts';

const ivy = { email: 'ivy@example.test', password: 'a password of my own' };

let stage: Stage;
let olivia: Inbox;
let colleague: Inbox;

beforeAll(async () => {
  stage = await Stage.open({ movesTime: true });
  await stage.system.connectTikTok();
  olivia = await stage.signIn(owner);
}, journeyMs);
afterAll(async () => {
  await stage.closePages();
  await stage.close();
}, journeyMs);

async function goToSettings({ page }: Inbox, name: string): Promise<void> {
  await press(page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Settings' }));
  await press(page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name, exact: true }));
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

/** Opens the newest mail in the outbox, and follows its link in a browser of somebody else. */
async function followMail(subject: string): Promise<Page> {
  await goToSettings(olivia, 'Outbox');
  const mail = olivia.page.getByRole('list', { name: 'Outbox' }).getByRole('listitem').filter({ hasText: subject });
  await press(mail.getByText('Show the text').first());
  const text = await mail.locator('pre').first().innerText();
  const visitor = await stage.visitor();
  await visitor.goto(/https?:\/\/\S+/.exec(text)?.[0] ?? '');
  return visitor;
}

const person = (name: string) =>
  olivia.page.getByRole('list', { name: 'People' }).getByRole('listitem').filter({ hasText: name });

test(
  'an owner invites somebody, hands over the link from the outbox, and they join with a name and a password of their own',
  () =>
    stage.step(async () => {
      const { page } = olivia;
      await goToSettings(olivia, 'People');
      await page.getByText('No mail server is set, so mails stay here.').waitFor();
      await press(olivia.button('Invite'));
      const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
      await dialog.getByLabel('E-mail').fill(ivy.email);
      await dialog.getByLabel('E-mail').press('Enter');
      await page.getByText('Invited by Olivia Owner').waitFor();
      const visitor = await followMail('Olivia Owner invites you to');
      await visitor.getByText('Olivia Owner invites you. Your role: agent.').waitFor();
      await visitor.getByLabel('Your name').fill('Ivy Inn');
      await visitor.getByLabel('Choose a password (8 characters or more)').fill(ivy.password);
      await press(visitor.getByRole('button', { name: 'Join' }));
      await visitor.getByRole('navigation', { name: 'Areas' }).waitFor();
      expect(visitor.url()).not.toContain('#');
      colleague = new Inbox(visitor);
      await goToSettings(olivia, 'People');
      await person('Ivy Inn').getByText('Online').waitFor();
      await page.getByText('Invited by Olivia Owner').waitFor({ state: 'detached' });
    }),
  journeyMs,
);

test(
  'a forgotten password: the page says the same for any address, and the link leads to another one',
  () =>
    stage.step(async () => {
      const visitor = await stage.visitor();
      await press(visitor.getByRole('button', { name: 'Forgot password?' }));
      await visitor.getByLabel('E-mail').fill(ivy.email);
      await press(visitor.getByRole('button', { name: 'Send the link' }));
      await visitor.getByText('If somebody here has this e-mail, a link is on its way.').waitFor();
      const reset = await followMail('A new password for Duet');
      await reset.getByRole('heading', { name: 'Choose another password' }).waitFor();
      await reset.getByLabel('Choose a password (8 characters or more)').fill('remembered from now on');
      await press(reset.getByRole('button', { name: 'Set password and sign in' }));
      await reset.getByRole('navigation', { name: 'Areas' }).waitFor();
      await colleague.page.reload();
      await colleague.page.getByRole('button', { name: 'Sign in' }).waitFor();
      colleague = new Inbox(reset);
      await goToSettings(colleague, 'Profile');
      await reset.getByLabel('Current password').fill('remembered from now on');
      await reset.getByLabel('New password (8 characters or more)').fill(ivy.password);
      await press(colleague.button('Change the password'));
      await colleague.toast('Your password is changed; every other browser is signed out').waitFor();
      await goToSettings(olivia, 'People');
    }),
  journeyMs,
);

test(
  'an API key is shown once, works, and is out when it is revoked',
  () =>
    stage.step(async () => {
      const { page } = olivia;
      await goToSettings(olivia, 'API keys');
      await press(olivia.button('New API key'));
      await page.getByLabel('What it is for').fill('Warehouse');
      await press(olivia.button('Make the key'));
      const key = await page.getByRole('textbox', { name: 'API key' }).inputValue();
      await press(olivia.button('I have it'));
      const people = async () =>
        (await fetch(`${stage.system.gatewayUrl}/api/v1/people`, { headers: { authorization: `Bearer ${key}` } }))
          .status;
      expect(await people()).toBe(200);
      await press(olivia.button('Revoke “Warehouse”'));
      await press(page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }));
      await page.getByRole('listitem').filter({ hasText: 'Warehouse' }).getByText('Revoked').waitFor();
      expect(await people()).toBe(401);
      expect(await page.content()).not.toContain(key);
    }),
  journeyMs,
);

test(
  'the workspace gets another name and takes longer comments, and a tag gets another name and colour before it is deleted',
  () =>
    stage.step(async () => {
      const { page } = olivia;
      await goToSettings(olivia, 'Workspace');
      await page.getByRole('textbox', { name: 'Name' }).fill('Corner shop');
      await press(olivia.button('Save the name'));
      await page.getByText('What Corner shop sets otherwise than usual, as far as TikTok goes.').waitFor();
      await page.getByLabel('Characters of a comment').fill('1300');
      expect(await olivia.button('Save').isDisabled()).toBe(true);
      await page.getByLabel('Characters of a comment').fill('300');
      await tick(page.getByRole('radio', { name: /^Ten messages until the customer answers/ }));
      await press(olivia.button('Save'));
      await olivia.toast('The settings of the workspace are saved').waitFor();
      await page.reload();
      await page.getByRole('heading', { name: 'Workspace', level: 1 }).waitFor();
      expect(await page.getByLabel('Characters of a comment').inputValue()).toBe('300');
      await goToSettings(olivia, 'Tags');
      await press(olivia.button('New tag'));
      await page.getByRole('textbox', { name: 'Name' }).fill('Refnd');
      await press(olivia.button('Save'));
      await press(olivia.button('Change “Refnd”'));
      await page.getByRole('textbox', { name: 'Name' }).fill('Refund');
      await select(page.getByLabel('Colour'), 'Teal');
      await press(olivia.button('Save'));
      await press(olivia.button('Delete “Refund”'));
      await press(page.getByRole('alertdialog').getByRole('button', { name: 'Delete the tag' }));
      await page.getByText('Give tickets words by which you find them again.').waitFor();
      await goToSettings(olivia, 'People');
    }),
  journeyMs,
);

test(
  'another role holds at once, and the last owner stays one',
  () =>
    stage.step(async () => {
      const { page } = olivia;
      await press(page.getByRole('button', { name: 'Role of Ivy Inn' }));
      await press(page.getByRole('menuitemradio', { name: 'Admin' }));
      await olivia.toast('Ivy Inn: Admin').waitFor();
      await colleague.page.reload();
      await goToSettings(colleague, 'People');
      await colleague.page.getByRole('button', { name: 'Role of Ivy Inn' }).waitFor();
      await goToSettings(colleague, 'Roles');
      const row = colleague.page.getByRole('row', { name: /^Invite and remove people/ });
      await until('the roles are listed', async () => (await row.getByRole('img', { name: 'Yes' }).count()) === 2);
      await goToSettings(colleague, 'People');
      await colleague.page.getByRole('button', { name: 'Role of Ivy Inn' }).waitFor();
      expect(await colleague.page.getByRole('button', { name: 'Role of Olivia Owner' }).count()).toBe(0);
      await press(page.getByRole('button', { name: 'Role of Olivia Owner' }));
      await press(page.getByRole('menuitemradio', { name: 'Agent' }));
      await olivia.toast('A workspace needs an owner. Make somebody else an owner first.').waitFor();
    }),
  journeyMs,
);

test(
  'who is removed is out at once, and what they had in their hands is with the colleague who was chosen',
  () =>
    stage.step(async () => {
      const ana = await stage.phoneOf('ana_pe');
      await ana.write('Is my parcel on its way?');
      await colleague.goTo('Inbox');
      await colleague.open('Is my parcel on its way?');
      await colleague.assignToMe();
      const { page } = olivia;
      await press(olivia.button('Remove Ivy Inn'));
      const dialog = page.getByRole('dialog', { name: 'Remove Ivy Inn' });
      await select(dialog.getByLabel('Their 1 open ticket goes to'), owner.name);
      await press(dialog.getByRole('button', { name: 'Remove' }));
      await person('Ivy Inn').waitFor({ state: 'detached' });
      await colleague.page.getByRole('button', { name: 'Sign in' }).waitFor();
      await olivia.goTo('Inbox');
      await olivia.open('Is my parcel on its way?');
      const panel = page.getByRole('complementary', { name: 'Ticket details' });
      await panel.getByText(owner.name).waitFor();
      await olivia.answer('Message', 'It comes tomorrow.');
    }),
  journeyMs,
);
