import { until } from '@duet/testing';
import { press, select } from '../browser/hands.ts';
import { journeyMs, owner, Stage } from '../browser/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  await stage.system.connectTikTok();
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

test(
  'what a customer once wrote is found by a few letters, and read where it stands in its thread',
  () =>
    stage.play(async () => {
      const { simulator } = stage.system;
      await simulator.act({ do: 'dm', customer: 'bo_mx', text: 'Где мой ЗАКАЗ номер 4711? 😡' });
      const later = Array.from(
        { length: 120 },
        (_, n) => ({ do: 'dm', customer: 'bo_mx', text: `And then ${n}` }) as const,
      );
      for (let from = 0; from < later.length; from += 30) await simulator.batch(later.slice(from, from + 30));
      await simulator.act({ do: 'dm', customer: 'ana_pe', text: 'Do you have it in red?' });
      const inbox = await stage.signIn(owner);
      const { page } = inbox;
      await inbox.ticket('Do you have it in red?').waitFor();
      await inbox.ticket('And then 119').waitFor();

      await page.keyboard.press('/');
      await page.keyboard.type('заказ 😡');
      const found = page.getByRole('region', { name: 'Found' });
      await found.locator('mark', { hasText: 'ЗАКАЗ' }).waitFor();
      await found.locator('mark', { hasText: '😡' }).waitFor();
      await inbox.ticket('Do you have it in red?').waitFor({ state: 'detached' });
      await press(found.getByRole('link'));
      const old = inbox.entry('Где мой ЗАКАЗ номер 4711?');
      await old.waitFor();
      await until('the message is in the middle of what is seen', async () => {
        const [seen, box] = await Promise.all([inbox.thread.locator('..').boundingBox(), old.boundingBox()]);
        return seen !== null && box !== null && box.y > seen.y && box.y + box.height < seen.y + seen.height;
      });
      await select(found.getByRole('combobox', { name: 'Time' }), 'Past week');
      await found.locator('mark', { hasText: 'ЗАКАЗ' }).waitFor();

      const field = page.getByRole('textbox', { name: 'Search messages and customers' });
      await field.fill('unheard-of');
      await found.getByText('Nothing found for “unheard-of”.').waitFor();
      await field.press('Escape');
      await inbox.ticket('Do you have it in red?').waitFor();

      await page.keyboard.press('Control+k');
      await page.keyboard.type('bo_mx');
      await press(page.getByRole('option', { name: 'Search for “bo_mx”' }));
      await press(found.getByRole('link', { name: /And then 119/ }));
      await inbox.entry('And then 119').waitFor();
      expect(inbox.loads).toBe(1);
    }),
  journeyMs,
);
