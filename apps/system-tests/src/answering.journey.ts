import type { Locator } from 'playwright-core';
import { backgroundOf } from './browser/colour.ts';
import { bustle } from './browser/bustle.ts';
import { picture } from './browser/screens.ts';
import { journeyMs, owner, Stage } from './browser/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  await stage.system.connectTikTok();
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

const topOf = async (part: Locator): Promise<number> => (await part.boundingBox())?.y ?? Number.NaN;

test(
  "WIN-06, WIN-07, WIN-08, WIN-13, WIN-17, WIN-22, DM-01, DM-03, DM-28, INB-07, INB-09, INB-10, INB-11, INB-16: a message arrives by itself, is answered on the customer's phone, and a note stays inside",
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      await bustle(stage.system);
      const phone = await stage.phoneOf('ana_pe');
      await phone.write('Hi! Do you ship to Lima?');
      await inbox.open('Hi! Do you ship to Lima?');
      await inbox.page.getByText('Click the button to join the conversation').waitFor();
      expect(await backgroundOf(inbox.button('Assign to me'))).toBe('green');
      await inbox.banner.getByText('This chat will expire in 47 hours').waitFor();
      await inbox.banner.getByText('10 of 10 messages left').waitFor();
      expect(await backgroundOf(inbox.banner)).toBe('yellow');
      expect(await topOf(inbox.banner)).toBeLessThan(await topOf(inbox.entry('Hi! Do you ship to Lima?')));

      await inbox.assignToMe();
      await inbox.addNote('Regular customer, waive the delivery fee');
      await inbox.answer('Message', 'Yes, we do. It takes three days.');
      await phone.thread.getByText('Yes, we do. It takes three days.').waitFor();
      await inbox.entry('Yes, we do.').getByText('Seen', { exact: true }).waitFor();
      await inbox.banner.getByText('9 of 10 messages left').waitFor();
      await phone.write('Great, then I take two of the blue ones');
      await inbox.entry('Great, then I take two of the blue ones').waitFor();
      await inbox.banner.getByText('10 of 10 messages left').waitFor();
      expect(await phone.thread.getByText('waive the delivery fee').count()).toBe(0);
      await picture(phone.page, 'phone');
      await picture(inbox.page, 'inbox');
      await inbox.button('Theme: system').click();
      await inbox.button('Theme: light').click();
      await picture(inbox.page, 'inbox-dark');
      expect(inbox.loads).toBe(1);
    }),
  journeyMs,
);

test(
  'FEED-01, FEED-02, FEED-03, FEED-04, FEED-06, FEED-11, FEED-12, WIN-23, MOD-01, MOD-02, MOD-06, MOD-07, MOD-08, MOD-09, MOD-10, MOD-11, MOD-12, MOD-14, MOD-16, MOD-17, MOD-24: a comment is a ticket of its own, is answered under it, hidden and shown again, and our own answer is deleted',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const phone = await stage.phoneOf('chidi_ng');
      await phone.comment('New drop #sale', 'Is the jacket waterproof?');
      await phone.comment('New drop #sale', 'And does it come in green?');
      await inbox.ticket('And does it come in green?').waitFor();
      await inbox.open('Is the jacket waterproof?');
      expect(await inbox.banner.count()).toBe(0);
      await inbox.assignToMe();
      const field = inbox.page.getByRole('textbox', { name: 'Comment', exact: true });
      expect(await field.getAttribute('placeholder')).toBe('Type # for saved replies or send a new message');
      await field.fill('x'.repeat(151));
      await inbox.page.getByText('1 character too long for this channel. Shorten it.').waitFor();
      expect(await inbox.button('Send').isDisabled()).toBe(true);
      await field.fill('x'.repeat(150));
      expect(await inbox.button('Send').isEnabled()).toBe(true);
      await inbox.answer('Comment', 'It is, up to a metre of water. Enjoy the rain!');
      const post = await phone.post('New drop #sale');
      const thread = post.getByRole('listitem').filter({ hasText: 'Is the jacket waterproof?' });
      await thread.getByText('It is, up to a metre of water. Enjoy the rain!').waitFor();

      const comment = inbox.entry('Is the jacket waterproof?').first();
      await inbox.choose('Actions for the comment by Chidi', 'Hide');
      await inbox.toast('This may take 1–2 mins. Please wait...').waitFor();
      await comment.getByText('Hidden', { exact: true }).waitFor();
      const [author, somebody] = [await stage.phoneOf('chidi_ng'), await stage.phoneOf('ana_pe')];
      await (await author.post('New drop #sale')).getByText('Hidden from others').waitFor();
      await (await somebody.post('New drop #sale')).getByText('And does it come in green?').waitFor();
      expect(await somebody.page.getByText('Is the jacket waterproof?').count()).toBe(0);
      await picture(inbox.page, 'feed');
      await inbox.choose('Actions for the comment by Chidi', 'Unhide');
      await comment.getByText('Hidden', { exact: true }).waitFor({ state: 'detached' });
      const later = await stage.phoneOf('ana_pe');
      await (await later.post('New drop #sale')).getByText('Is the jacket waterproof?').waitFor();

      const answer = inbox.entry('It is, up to a metre of water. Enjoy the rain!');
      const dialog = inbox.page.getByRole('alertdialog', { name: 'Delete Comment?' });
      const deletions = () => stage.system.simulator.requests({ path: '/business/comment/delete/' });
      await inbox.choose('Actions for the comment by Olivia Owner', 'Delete');
      await dialog.getByText('Are you sure you want to delete this comment? This cannot be undone.').waitFor();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(await deletions()).toHaveLength(0);
      await inbox.choose('Actions for the comment by Olivia Owner', 'Delete');
      await dialog.getByRole('button', { name: 'Delete' }).click();
      await inbox.toast('This may take 1–2 mins. Please wait...').first().waitFor();
      await answer.getByText('Comment Deleted', { exact: true }).waitFor();
      expect(await backgroundOf(answer.getByText('Comment Deleted', { exact: true }))).toBe('red');
      expect(await deletions()).toHaveLength(1);
      expect(await answer.getByRole('button', { name: 'Actions for the comment by Olivia Owner' }).count()).toBe(0);

      const friend = await stage.phoneOf('bo_mx');
      await friend.reply('New drop #sale', 'Is the jacket waterproof?', 'Mine survived a whole monsoon');
      await inbox.ticket('Mine survived a whole monsoon').waitFor();
      await inbox.entry('Mine survived a whole monsoon').waitFor();
      expect(inbox.loads).toBe(1);
      await inbox.page.reload();
      await answer.getByText('Comment Deleted', { exact: true }).waitFor();
    }),
  journeyMs,
);

test(
  'DM-02, INB-01, INB-08, INB-14: a ticket is worked by keys alone, resolved, reopened, and a new message opens a new one',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const { keyboard } = inbox.page;
      const phone = await stage.phoneOf('bo_mx');
      const show = (name: string) => inbox.page.getByRole('radio', { name: new RegExp(`^${name}`) }).click();
      await show('Unreplied');
      await phone.write('My parcel is late');
      await inbox.ticket('My parcel is late').waitFor();
      await keyboard.press('j');
      await keyboard.press('j');
      await keyboard.press('k');
      await keyboard.press('Enter');
      await inbox.entry('My parcel is late').waitFor();
      await keyboard.press('a');
      await inbox.page.getByRole('textbox', { name: 'Message', exact: true }).waitFor();
      await keyboard.press('r');
      await keyboard.type('It left our house this morning.');
      await keyboard.press('Control+Enter');
      await phone.thread.getByText('It left our house this morning.').waitFor();
      await inbox.ticket('It left our house this morning.').waitFor({ state: 'detached' });

      await keyboard.press('Escape');
      await keyboard.press('e');
      await inbox.page.getByText(/^Ticket #\d+ resolved$/).waitFor();
      await show('Resolved');
      await inbox.open('It left our house this morning.');
      await inbox.page.getByText('This ticket is resolved. Reopen it to go on.').waitFor();
      await inbox.button('Reopen').first().click();
      await inbox.button('Resolve').waitFor();
      await inbox.button('Resolve').click();
      await inbox.button('Reopen').first().waitFor();

      await phone.write('It has arrived, thank you!');
      await show('All Chats');
      await inbox.open('It has arrived, thank you!');
      await inbox.entry('It left our house this morning.').waitFor();
      await inbox.button('Assign to me').waitFor();
      await inbox.page.getByRole('combobox', { name: 'Channel' }).selectOption('TikTok Feed');
      await inbox.ticket('It has arrived, thank you!').waitFor({ state: 'detached' });
      await inbox.page.getByRole('combobox', { name: 'Channel' }).selectOption('TikTok Messenger');
      await inbox.ticket('It has arrived, thank you!').waitFor();
      expect(inbox.loads).toBe(1);
    }),
  journeyMs,
);
