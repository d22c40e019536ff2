import { press } from '../browser/hands.ts';
import { Inbox } from '../browser/inbox.ts';
import { journeyMs, owner, Stage } from '../browser/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  await stage.system.connectTikTok();
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

test(
  'REC-09, MOD-13, MOD-23: an answer under a comment gets a new text, and the customer sees that one alone',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const phone = await stage.phoneOf('chidi_ng');
      await phone.comment('New drop #sale', 'How long is the warranty?');
      await inbox.open('How long is the warranty?');
      await inbox.assignToMe();
      await inbox.answer('Comment', 'One yaer');
      const thread = async () =>
        (await phone.post('New drop #sale')).getByRole('listitem').filter({ hasText: 'How long is the warranty?' });
      await (await thread()).getByText('One yaer').waitFor();

      await inbox.choose('Actions for the comment by Olivia Owner', 'Edit');
      const dialog = inbox.page.getByRole('dialog', { name: 'Edit Comment' });
      await dialog.getByText('TikTok cannot change a comment.').waitFor();
      const text = dialog.getByRole('textbox', { name: 'New text' });
      expect(await text.inputValue()).toBe('One yaer');
      await text.fill('One year, two for members');
      await press(dialog.getByRole('button', { name: 'Edit', exact: true }));
      await inbox.entry('One year, two for members').getByText('Edited', { exact: true }).waitFor();
      await (await thread()).getByText('One year, two for members').waitFor();
      await (await thread()).getByText('One yaer').waitFor({ state: 'detached' });
      expect(inbox.loads).toBe(1);
    }),
  journeyMs,
);

test(
  'a one-time link lets the owner choose a password and leads in, and works once',
  () =>
    stage.play(async () => {
      const page = await stage.openOwnerLink();
      const address = page.url();
      const password = 'a password of my own';
      await page.getByLabel('Choose a password (8 characters or more)').fill(password);
      await press(page.getByRole('button', { name: 'Set password and sign in' }));
      await page.getByRole('navigation', { name: 'Areas' }).waitFor();
      const inbox = new Inbox(page);
      await inbox.goTo('Inbox');
      expect(page.url()).not.toContain('#');

      const again = await stage.signIn({ ...owner, password });
      await again.page.goto(address);
      await again.page.getByLabel('Choose a password (8 characters or more)').fill('another password');
      await press(again.page.getByRole('button', { name: 'Set password and sign in' }));
      await again.page.getByRole('alert').waitFor();
    }),
  journeyMs,
);
