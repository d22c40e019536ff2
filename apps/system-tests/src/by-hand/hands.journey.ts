import { until } from '@duet/testing';
import { press } from '../browser/hands.ts';
import { journeyMs, owner, Stage } from '../browser/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  await stage.system.connectTikTok();
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

test(
  'a person works by the palette and by keys of their own, and takes back what was too quick',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const { page } = inbox;
      const { keyboard } = page;
      const phone = await stage.phoneOf('ana_pe');
      await phone.write('Is the blue one back?');
      await inbox.open('Is the blue one back?');

      await keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Commands' }).fill('assign');
      await page.getByRole('option', { name: 'Assign to me A' }).waitFor();
      await keyboard.press('Enter');
      await page.getByRole('textbox', { name: 'Message', exact: true }).waitFor();
      await page.getByText(/^Ticket #\d+ is yours$/).waitFor();
      await press(inbox.button('Undo'));
      await inbox.button('Assign to me').waitFor();
      await until('the server has both changes, in their order', async () => {
        const { body } = await stage.system.api.get('/tickets');
        const [ticket] = Array.isArray(body['tickets']) ? body['tickets'] : [];
        return ticket.assignee === null && ticket.controller.epoch === 2;
      });

      await keyboard.press('?');
      const sheet = page.getByRole('dialog', { name: 'Keyboard' });
      await sheet.getByText('Resolve and go to the next').waitFor();
      await press(sheet.getByRole('link', { name: 'Change the keys' }));
      await press(inbox.button('Change the key for: Assign to me'));
      await keyboard.press('t');
      await page.getByRole('listitem').filter({ hasText: 'Assign to me' }).getByText('T', { exact: true }).waitFor();
      await page.goBack();
      await inbox.entry('Is the blue one back?').waitFor();
      await keyboard.press('a');
      await keyboard.press('t');
      await page.getByRole('textbox', { name: 'Message', exact: true }).waitFor();
      await keyboard.press('r');
      await keyboard.type('kt?');
      expect(await page.getByRole('textbox', { name: 'Message', exact: true }).inputValue()).toBe('kt?');
      await keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Commands' }).fill('sla pol');
      await page.getByRole('option', { name: 'Settings: SLA policies' }).waitFor();
      await keyboard.press('Enter');
      await page.getByRole('heading', { name: 'SLA policies', level: 1 }).waitFor();
      expect(inbox.loads).toBe(1);
    }),
  journeyMs,
);

test(
  'a comment is hidden and shown again by keys',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const phone = await stage.phoneOf('chidi_ng');
      await phone.comment('New drop #sale', 'Buy my followers instead');
      await inbox.open('Buy my followers instead');
      const badge = inbox.entry('Buy my followers instead').first().getByText('Hidden', { exact: true });
      await inbox.page.keyboard.press('u');
      await inbox.page.keyboard.press('h');
      await badge.waitFor();
      await inbox.page.keyboard.press('u');
      await badge.waitFor({ state: 'detached' });
      expect(await stage.system.simulator.requests({ path: '/business/comment/hide/' })).toHaveLength(2);
    }),
  journeyMs,
);
