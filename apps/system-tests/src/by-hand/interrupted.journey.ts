import { ChannelList } from '@duet/contracts';
import { until } from '@duet/testing';
import { press, tick } from '../browser/hands.ts';
import { journeyMs, owner, Stage } from '../browser/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  await stage.system.connectTikTok();
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

const half = 'Dear customer, I have half';

test(
  'a session that ends in the middle of a reply leads to the login and back to the same half reply, which is sent once',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const { page } = inbox;
      const phone = await stage.phoneOf('ana_pe');
      await phone.write('Can you wrap it?');
      await inbox.open('Can you wrap it?');
      await inbox.assignToMe();
      const field = page.getByRole('textbox', { name: 'Message', exact: true });
      await field.fill(half);
      await page.context().clearCookies();
      // Keeping the draft may find out before sending does: the keys go to whatever is there by then.
      await page.keyboard.press('Control+Enter');
      await inbox.signIn(owner);
      await field.waitFor();
      expect(await field.inputValue()).toBe(half);
      expect(await phone.thread.getByText(half).count()).toBe(0);
      await inbox.answer('Message', `${half} an answer`);
      await phone.thread.getByText(`${half} an answer`).waitFor();
      expect(await phone.thread.getByText(half).count()).toBe(1);
      expect(inbox.loads).toBe(1);
    }),
  journeyMs,
);

test(
  'a channel that is disconnected in the middle of a reply says so and keeps it, and it is there when the channel is back',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const { page } = inbox;
      const phone = await stage.phoneOf('bo_mx');
      await phone.write('Is it waterproof?');
      await inbox.open('Is it waterproof?');
      await inbox.assignToMe();
      const field = page.getByRole('textbox', { name: 'Message', exact: true });
      await field.fill(half);
      const { channels } = ChannelList.answer.parse((await stage.system.api.get('/channels')).body);
      const messenger = channels.find(({ type }) => type === 'tiktok_messenger')?.id ?? '';
      expect(await stage.system.api.post(`/channels/${messenger}/disconnect`)).toMatchObject({ status: 200 });
      await until('tickets know of it', async () => {
        const { body } = await stage.system.api.get(`/channels/${messenger}/capabilities`);
        return JSON.stringify(body).includes('channel_disconnected');
      });
      await press(inbox.button('Send'));
      await page.getByText('This channel is disconnected. Reconnect it to send.').waitFor();
      await page.getByText('Your draft is kept:').getByText(half).waitFor();
      await inbox.button('Go to Integrations').waitFor();
      await stage.system.connectTikTok();
      await inbox.goTo('Integrations');
      await inbox.goTo('Inbox');
      await inbox.open('Is it waterproof?');
      await field.waitFor();
      expect(await field.inputValue()).toBe(half);
      expect(inbox.loads).toBe(1);
    }),
  journeyMs,
);

test(
  'who loses a role in the middle of writing is told so, and what was written still stands there',
  () =>
    stage.play(async () => {
      const ada = await stage.addAgent('Ada');
      await stage.changeRole(ada, 'admin');
      const inbox = await stage.signIn(ada);
      const { page } = inbox;
      await inbox.choose('Your account', 'Saved replies');
      await press(inbox.button('New saved reply'));
      const dialog = page.getByRole('dialog', { name: 'New saved reply' });
      await dialog.getByLabel('Title').fill('Waterproof');
      await dialog.getByLabel('Text').fill(half);
      await tick(dialog.getByLabel('Everybody in the workspace may use it'));
      await stage.changeRole(ada, 'agent');
      await press(dialog.getByRole('button', { name: 'Save' }));
      await dialog.getByRole('alert').waitFor();
      expect(await dialog.getByLabel('Text').inputValue()).toBe(half);
    }),
  journeyMs,
);
