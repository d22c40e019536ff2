import { readFile } from 'node:fs/promises';
import { seedIds } from '@duet/tiktok-simulator';
import { until } from '@duet/testing';
import type { Locator } from 'playwright-core';
import { press, select, tick } from '../browser/hands.ts';
import type { Inbox } from '../browser/inbox.ts';
import { journeyMs, owner, Stage } from '../browser/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  await stage.system.connectTikTok();
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

const panelOf = ({ page }: Inbox): Locator => page.getByRole('complementary', { name: 'Ticket details' });
const holds = (field: Locator, text: string) =>
  until(`the field says ${text}`, async () => (await field.inputValue()) === text, 30_000);

test(
  'INB-16: what is known of a customer is defined once, written beside the conversation, and there at once for colleagues',
  () =>
    stage.play(async () => {
      const nora = await stage.addAgent('Nora');
      await stage.system.simulator.act({ do: 'dm', customer: 'ana_pe', text: 'Do you have my size?' });
      const [mine, hers] = [await stage.signIn(owner), await stage.signIn(nora)];
      await press(mine.page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Settings' }));
      await press(mine.page.getByRole('link', { name: 'Customer attributes' }));
      await press(mine.button('Add attribute'));
      await mine.page.getByLabel('Name').fill('Shoe size');
      await select(mine.page.getByLabel('Kind'), 'Number');
      await press(mine.button('Save'));
      await mine.page.getByText('shoe_size').waitFor();
      await mine.goTo('Inbox');

      await mine.open('Do you have my size?');
      await hers.open('Do you have my size?');
      const field = (inbox: Inbox, name: string) => panelOf(inbox).getByRole('textbox', { name });
      await field(mine, 'Shoe size').fill('forty-two');
      await field(mine, 'Shoe size').press('Enter');
      await panelOf(mine).getByText('Write a number.').waitFor();
      await field(mine, 'Shoe size').fill('42,5');
      await field(mine, 'Shoe size').press('Enter');
      await holds(field(hers, 'Shoe size'), '42.5');
      await field(hers, 'Note').fill('Пишет по вечерам 🌙');
      await field(hers, 'Note').press('Enter');
      await holds(field(mine, 'Note'), 'Пишет по вечерам 🌙');
      await field(hers, 'E-mail').fill('ana@example.test');
      await field(hers, 'E-mail').press('Enter');
      await press(
        hers.page.getByRole('listitem').filter({ hasText: 'E-mail saved' }).getByRole('button', { name: 'Undo' }),
      );
      await holds(field(hers, 'E-mail'), '');
      await field(mine, 'E-mail').fill('ana@shop.test');
      await field(mine, 'E-mail').press('Enter');
      await holds(field(hers, 'E-mail'), 'ana@shop.test');
      expect(hers.loads).toBe(1);
    }),
  journeyMs,
);

test(
  'one person who writes messages and comments becomes one customer with one history, and two again',
  () =>
    stage.play(async () => {
      const { simulator } = stage.system;
      for (const username of ['kofi.m', 'kofi_at_home']) {
        await simulator.customer({ username, displayName: 'Kofi Mensah', region: 'MX' });
      }
      await simulator.act({ do: 'dm', customer: 'kofi.m', text: 'My parcel is late' });
      await simulator.act({ do: 'comment', customer: 'kofi_at_home', post: seedIds.post, text: 'Still no parcel!' });
      const inbox = await stage.signIn(owner);
      const { page } = inbox;
      const panel = panelOf(inbox);
      const history = panel.getByRole('list', { name: 'History' }).getByRole('link');
      await inbox.open('Still no parcel!');
      await panel.getByText('Kofi Mensah').first().waitFor();
      await panel.getByRole('textbox', { name: 'Phone' }).fill('+52 55 1234');
      await panel.getByRole('textbox', { name: 'Phone' }).press('Enter');
      await inbox.toast('Phone saved').waitFor();
      await inbox.open('My parcel is late');
      await until('the history is its own ticket alone', async () => (await history.count()) === 1);

      await press(inbox.button('Merge with another contact…'));
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').fill('kofi');
      await press(dialog.getByRole('list').getByRole('button', { name: /Kofi Mensah/ }));
      await dialog.getByRole('region', { name: 'What comes together' }).getByText('+52 55 1234').waitFor();
      await press(dialog.getByRole('button', { name: 'Merge', exact: true }));
      await inbox.toast('Merged with Kofi Mensah').waitFor();
      await history.filter({ hasText: 'Still no parcel!' }).waitFor();
      await holds(panel.getByRole('textbox', { name: 'Phone' }), '+52 55 1234');
      await simulator.act({ do: 'comment', customer: 'kofi_at_home', post: seedIds.post, text: 'Anybody there?' });
      await press(history.filter({ hasText: 'Anybody there?' }));
      await inbox.entry('Anybody there?').waitFor();
      await holds(panel.getByRole('textbox', { name: 'Phone' }), '+52 55 1234');

      await press(panel.getByRole('button', { name: /^Take Kofi Mensah apart/ }));
      await history.filter({ hasText: 'My parcel is late' }).waitFor({ state: 'detached' });
      await inbox.open('My parcel is late');
      await holds(panel.getByRole('textbox', { name: 'Phone' }), '');
      expect(inbox.loads).toBe(1);
    }),
  journeyMs,
);

test(
  'a filter becomes a view: one of my own in its place, one that everybody has, from the menu and from the palette',
  () =>
    stage.play(async () => {
      const tilda = await stage.addAgent('Tilda');
      await stage.system.simulator.act({ do: 'dm', customer: 'bo_mx', text: 'This cannot wait' });
      await stage.system.simulator.act({ do: 'dm', customer: 'chidi_ng', text: 'This can wait' });
      const inbox = await stage.signIn(owner);
      const { page } = inbox;
      await inbox.open('This cannot wait');
      await press(inbox.button('Change the priority'));
      await press(page.getByRole('menuitemradio', { name: 'Urgent' }));
      await press(inbox.button('More filters'));
      await select(page.getByRole('dialog').getByRole('combobox', { name: 'Priority' }), 'Urgent');
      await inbox.ticket('This can wait').waitFor({ state: 'detached' });
      await page.keyboard.press('Escape');
      await inbox.choose('Views', 'Save this view…');
      await page.getByLabel('Name').fill('Срочные 🔥');
      await tick(page.getByLabel('For everybody in the workspace'));
      await press(inbox.button('Save'));
      await inbox.button('Срочные 🔥').waitFor();

      const hers = await stage.signIn(tilda);
      await hers.ticket('This can wait').waitFor();
      await hers.choose('Views', 'Срочные 🔥');
      await hers.ticket('This can wait').waitFor({ state: 'detached' });
      await hers.ticket('This cannot wait').waitFor();
      await press(hers.page.getByRole('radio', { name: /^Unreplied/ }));
      await hers.choose('Views', 'Save this view…');
      await hers.page.getByRole('dialog').waitFor();
      expect(await hers.page.getByLabel('For everybody in the workspace').count()).toBe(0);
      await hers.page.getByLabel('Name').fill('Mine to do');
      await press(hers.button('Save'));
      await hers.button('Mine to do').waitFor();
      await hers.page.keyboard.press('Control+k');
      await hers.page.keyboard.type('срочные');
      await press(hers.page.getByRole('option', { name: 'View: Срочные 🔥' }));
      await hers.button('Срочные 🔥').waitFor();
      await hers.choose('Срочные 🔥', 'Arrange views…');
      await press(hers.button('Delete “Mine to do”'));
      await hers.page.getByText('There is no view yet.').waitFor();
      expect([inbox.loads, hers.loads]).toEqual([1, 1]);
    }),
  journeyMs,
);

const MANY = 10_050;

/** What the page hands over as a file when somebody does this: its records, and the names of its columns. */
async function fileOf({ page }: Inbox, take: () => Promise<void>): Promise<{ names: string[]; records: string[] }> {
  const [download] = await Promise.all([page.waitForEvent('download'), take()]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text.startsWith('\ufeff')).toBe(true);
  const [names = '', ...records] = text.slice(1).split('\r\n');
  expect(records.pop()).toBe('');
  return { names: names.split(','), records };
}

test(
  `a list of ${MANY} tickets, and the thread of one, are taken out as files that a spreadsheet reads`,
  () =>
    stage.play(async () => {
      const ugo = await stage.addAgent('Ugo');
      const { system } = stage;
      const { simulator } = system;
      await simulator.customer({ username: 'zoya', displayName: 'Зоя 👟', region: 'MX' });
      await simulator.act({ do: 'dm', customer: 'zoya', text: '=1+1, Привет 👋' });
      const inbox = await stage.signIn(owner);
      await inbox.open('=1+1, Привет 👋');
      await inbox.page.getByRole('heading', { name: 'Зоя 👟' }).waitFor();
      const id = new URL(inbox.page.url()).pathname.split('/').at(-1) ?? '';
      await system.sql(
        `INSERT INTO ticketing.tickets SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(),
           'number', 100000 + n, 'subject_message_id', gen_random_uuid()))).*
         FROM ticketing.tickets t, generate_series(1, ${MANY}) n WHERE t.id = $1`,
        [id],
      );
      const list = await fileOf(inbox, () => inbox.choose('Views', 'Export these tickets (CSV)'));
      const numbers = list.records.map((record) => Number(record.split(',')[0]));
      expect(list.names.slice(0, 3)).toEqual(['number', 'id', 'status']);
      expect(numbers.filter((number) => number > 100_000)).toHaveLength(MANY);
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(list.records.filter((record) => record.includes(',Зоя 👟,zoya,'))).toHaveLength(MANY + 1);
      expect(list.records.filter((record) => record.includes(`,"'=1+1, Привет 👋",`))).toHaveLength(MANY + 1);

      const thread = await fileOf(inbox, () => press(inbox.button('Export the messages (CSV)')));
      expect(thread.records).toHaveLength(1);
      expect(thread.records[0]).toContain(`,text,"'=1+1, Привет 👋",`);
      const { body } = await system.api.get('/audit?limit=2');
      expect(body).toMatchObject({ entries: [{ action: 'messages_exported' }, { action: 'tickets_exported' }] });

      const his = await stage.signIn(ugo);
      await press(his.button('Views'));
      await his.page.getByRole('menu').waitFor();
      expect(await his.page.getByRole('menuitem', { name: /^Export/ }).count()).toBe(0);
      const refused = await his.page.request.get(new URL('/api/v1/tickets/export.csv', system.gatewayUrl).href);
      expect(refused.status()).toBe(403);
    }),
  journeyMs,
);
