import { picture } from '@duet/tiktok-simulator';
import { press, tick } from '../browser/hands.ts';
import { journeyMs, owner, Stage } from '../browser/stage.ts';

const sizes = { name: 'sizes.png', mimeType: 'image/png', buffer: picture('sizes', 600, 400) };

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  await stage.system.connectTikTok();
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

test(
  'INB-06, INB-17: a saved reply is written once, found by # with the keys, filled in and sent; a hashtag stays a hashtag, and what TikTok Feed does not take is picked but not sent',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const { page } = inbox;
      const { keyboard } = page;
      const dialog = page.getByRole('dialog');
      await inbox.choose('Your account', 'Saved replies');
      await press(inbox.button('New saved reply'));
      await dialog.getByLabel('Title').fill('Delivery times');
      await dialog.getByLabel('Shortcut').fill('ship');
      await dialog.getByLabel('Text').fill('Hello ! Parcels take three days.');
      for (let back = 0; back < ' ! Parcels take three days.'.length - 1; back += 1) await keyboard.press('ArrowLeft');
      await press(dialog.getByRole('button', { name: 'Customer’s name' }));
      await dialog.getByRole('region', { name: 'Preview' }).getByText('Hello Ana! Parcels take three days.').waitFor();
      await tick(dialog.getByLabel('Everybody in the workspace may use it'));
      await press(inbox.button('Save'));
      await page.getByRole('listitem').filter({ hasText: '#ship' }).getByText('Everybody').waitFor();
      await press(inbox.button('New saved reply'));
      await dialog.getByLabel('Title').fill('Sizes');
      await dialog.getByLabel('Text').fill(`See the table. ${'All sizes are measured on the body. '.repeat(5)}`);
      await dialog.locator('input[type="file"]').setInputFiles(sizes);
      await dialog.getByRole('img', { name: 'Image' }).waitFor();
      await press(inbox.button('Save'));
      await page.getByRole('listitem').filter({ hasText: 'Sizes' }).getByText('Only you').waitFor();

      const phone = await stage.phoneOf('ana_pe');
      await phone.write('When does it come?');
      await (await stage.phoneOf('chidi_ng')).comment('New drop #sale', 'Which size is this?');
      await inbox.goTo('Inbox');
      await inbox.open('When does it come?');
      // TikTok tells the name of who writes a moment later.
      await page.getByRole('log', { name: 'Conversation with Ana', exact: true }).waitFor();
      await inbox.assignToMe();
      const message = page.getByRole('textbox', { name: 'Message', exact: true });
      const list = page.getByRole('listbox', { name: 'Saved replies' });
      await press(message);
      await keyboard.type('#');
      await list.getByRole('option', { name: 'Delivery times', selected: true }).waitFor();
      await keyboard.press('ArrowDown');
      await list.getByRole('option', { name: 'Sizes', selected: true }).waitFor();
      await keyboard.press('ArrowUp');
      await keyboard.type('sale');
      await list.waitFor({ state: 'detached' });
      await keyboard.type(' is on. #');
      await list.waitFor();
      await keyboard.press('Escape');
      await list.waitFor({ state: 'detached' });
      await keyboard.press('Backspace');
      await keyboard.type('#shi');
      await list.getByRole('option', { name: 'Delivery times', selected: true }).waitFor();
      await keyboard.press('Enter');
      const filledIn = '#sale is on. Hello Ana! Parcels take three days.';
      expect(await message.inputValue()).toBe(filledIn);
      await keyboard.press('Control+Enter');
      await phone.thread.getByText(filledIn).waitFor();

      await inbox.open('Which size is this?');
      await inbox.assignToMe();
      const comment = page.getByRole('textbox', { name: 'Comment', exact: true });
      await press(comment);
      await keyboard.type('#siz');
      await press(list.getByRole('option', { name: 'Sizes' }));
      await page.getByText('A comment holds a text or an image, not both. Remove one of them.').waitFor();
      expect(await inbox.button('Send').isDisabled()).toBe(true);
      await press(inbox.button('Remove the image'));
      await page.getByText(/too long for this channel. Shorten it.$/).waitFor();
      expect(await inbox.button('Send').isDisabled()).toBe(true);
      await inbox.answer('Comment', 'See the table.');

      await inbox.choose('Your account', 'Saved replies');
      await press(inbox.button('Delete “Sizes”'));
      await inbox.toast('“Sizes” deleted').waitFor();
      await press(
        page.getByRole('listitem').filter({ hasText: '“Sizes” deleted' }).getByRole('button', { name: 'Undo' }),
      );
      await page.getByRole('listitem').filter({ hasText: 'Only you' }).getByRole('img', { name: 'Image' }).waitFor();
      await press(inbox.button('Change “Delivery times”'));
      await dialog.getByLabel('Shortcut').fill('parcel');
      await press(inbox.button('Save'));
      await page.getByRole('listitem').filter({ hasText: '#parcel' }).waitFor();
      expect(inbox.loads).toBe(1);
    }),
  journeyMs,
);
