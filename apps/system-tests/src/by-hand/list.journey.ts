import { until } from '@duet/testing';
import type { Action } from '@duet/tiktok-simulator';
import { press } from '../browser/hands.ts';
import { journeyMs, owner, Stage } from '../browser/stage.ts';

const customers = 90;

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  await stage.system.connectTikTok();
  const { simulator } = stage.system;
  const names = Array.from({ length: customers }, (_, n) => `customer_${n}`);
  for (const username of names) await simulator.customer({ username, displayName: username, region: 'MX' });
  await stage.system.api.post('/tags', { name: 'Refund' });
  const said = names.map((customer): Action => ({ do: 'dm', customer, text: `Question of ${customer}` }));
  for (let from = 0; from < said.length; from += 30) await simulator.batch(said.slice(from, from + 30));
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

test(
  'a long list draws what is seen, does not jump under the reader, and is worked through in one go',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const { page } = inbox;
      const { keyboard } = page;
      const list = page.getByRole('list', { name: 'Tickets' });
      await inbox.ticket(`Question of customer_`).first().waitFor();
      await page.getByRole('navigation', { name: 'Areas' }).hover();
      await keyboard.press('j');
      await until('the keys have come to the second page of the list', async () => {
        await keyboard.press('ArrowDown');
        await list.locator('a:focus').waitFor();
        return Number(await list.locator('li:has(a:focus)').getAttribute('aria-posinset')) > 60;
      });
      expect(await inbox.tickets.count()).toBeLessThan(50);
      expect(await list.locator('a[tabindex="0"]').count()).toBe(1);

      const phone = await stage.phoneOf('ana_pe');
      const reading = await list.locator('a:focus').boundingBox();
      await phone.write('Somebody new');
      await inbox.button('1 new').waitFor();
      expect(await list.locator('a:focus').boundingBox()).toEqual(reading);
      await press(inbox.button('1 new'));
      await inbox.ticket('Somebody new').waitFor();

      const undo = (said: string | RegExp) =>
        press(page.getByRole('listitem').filter({ hasText: said }).getByRole('button', { name: 'Undo' }));
      const select = async () => {
        await inbox.ticket('Somebody new').focus();
        await keyboard.press('x');
        await keyboard.press('j');
        await keyboard.press('j');
        await keyboard.press('Shift+X');
      };
      await select();
      const together = page.getByRole('toolbar', { name: '3 selected' });
      await press(together.getByRole('button', { name: 'Resolve' }));
      await page.getByText('3 tickets resolved').waitFor();
      const counted = (all: number) => page.getByRole('radio', { name: `All Chats ${all}`, exact: true }).waitFor();
      await counted(customers - 2);
      await inbox.ticket('Somebody new').waitFor({ state: 'detached' });
      await press(inbox.button('Undo'));
      await counted(customers + 1);
      await inbox.ticket('Somebody new').waitFor();

      await select();
      await press(together.getByRole('button', { name: 'Tags' }));
      await press(page.getByRole('menuitemcheckbox', { name: 'Refund' }));
      await page.getByRole('menuitemcheckbox', { name: 'Refund', checked: true }).waitFor();
      await keyboard.press('Escape');
      await inbox.toast('Tags of 3 tickets changed').waitFor();
      await inbox.ticket('Somebody new').getByText('Refund').waitFor({ state: 'attached' });
      await press(together.getByRole('button', { name: 'Priority' }));
      await press(page.getByRole('menuitem', { name: 'Urgent' }));
      await inbox.toast('3 tickets: priority Urgent').waitFor();
      await inbox.ticket('Somebody new').getByText('Urgent').waitFor();
      await undo('3 tickets: priority Urgent');
      await inbox.ticket('Somebody new').getByText('Urgent').waitFor({ state: 'detached' });
      await select();
      await press(together.getByRole('button', { name: 'Set aside' }));
      await press(page.getByRole('menuitem', { name: 'For an hour' }));
      await inbox.ticket('Somebody new').getByText('On hold').waitFor();
      await undo(/^3 tickets set aside until/);
      await inbox.ticket('Somebody new').getByText('On hold').waitFor({ state: 'detached' });
      await select();
      await keyboard.press('a');
      await inbox.toast('3 tickets given to Olivia Owner').waitFor();
      await page.getByRole('button', { name: 'Mine 3' }).waitFor();
      expect(inbox.loads).toBe(1);
    }),
  journeyMs,
);
