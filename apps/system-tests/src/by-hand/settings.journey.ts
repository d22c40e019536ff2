import { press, select, untick } from '../browser/hands.ts';
import { type Inbox } from '../browser/inbox.ts';
import { journeyMs, owner, Stage } from '../browser/stage.ts';

const MINUTE_MS = 60_000;
let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open({ movesTime: true });
  await stage.system.connectTikTok();
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

/** Opens a page of settings by its own navigation. */
async function goToSettings({ page }: Inbox, name: string): Promise<void> {
  await press(page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Settings' }));
  await press(page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name }));
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

/** Writes a new entry of the page of settings, and saves it. */
async function addEntry({ page }: Inbox, add: string, name: string, fill: () => Promise<void>): Promise<void> {
  await press(page.getByRole('button', { name: add, exact: true }));
  const dialog = page.getByRole('dialog', { name: add });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await fill();
  await press(dialog.getByRole('button', { name: 'Save' }));
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('listitem').filter({ hasText: name }).waitFor();
}

test(
  'INB-02, INB-05: an admin sets teams, rules and an SLA; tickets go by turn where there is room, and the badge says what is due and what is late',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const { page } = inbox;
      const panel = page.getByRole('complementary', { name: 'Ticket details' });
      await goToSettings(inbox, 'Teams');
      await addEntry(inbox, 'New team', 'Orders', async () => {
        await press(page.getByRole('button', { name: owner.name, exact: true }));
        await page.getByRole('spinbutton', { name: /^Open tickets/ }).fill('1');
      });
      await goToSettings(inbox, 'Assignment rules');
      await addEntry(inbox, 'New rule', 'Messages by turn', () =>
        press(page.getByRole('dialog').getByRole('button', { name: 'TikTok Messenger' })),
      );
      await page.getByText('TikTok Messenger → Orders, by turn').waitFor();
      await goToSettings(inbox, 'SLA policies');
      await addEntry(inbox, 'New policy', 'Standard', () =>
        untick(page.getByRole('checkbox', { name: 'Count business hours only' })),
      );
      await page.getByText('First reply 1 h · day and night').waitFor();

      await inbox.goTo('Inbox');
      const bo = await stage.phoneOf('bo_mx');
      await bo.write('My parcel came broken');
      await inbox.open('My parcel came broken');
      await panel.getByText(owner.name).waitFor();
      await panel.getByText('SLA: Standard').waitFor();
      const ana = await stage.phoneOf('ana_pe');
      await ana.write('Where is my order?');
      await inbox.open('Where is my order?');
      await panel.getByText('Orders').waitFor();
      await panel.getByText('Nobody').waitFor();

      await stage.system.simulator.clock({ advanceMs: 50 * MINUTE_MS });
      await inbox
        .ticket('Where is my order?')
        .getByTitle(/^First reply due by/)
        .waitFor();
      await stage.system.simulator.clock({ advanceMs: 15 * MINUTE_MS });
      await inbox.ticket('Where is my order?').getByText('Overdue', { exact: true }).waitFor();
      await panel.getByText(/^Overdue since/).waitFor();
      await select(page.getByRole('combobox', { name: 'SLA' }), 'SLA overdue');
      await inbox.open('My parcel came broken');
      await inbox.answer('Message', 'A new one is on its way.');
      await inbox.ticket('A new one is on its way.').waitFor({ state: 'detached' });
      await panel.getByText('Late', { exact: true }).waitFor();
      await press(inbox.button('Resolve'));
      await inbox.open('Where is my order?');
      await panel.getByText(owner.name).waitFor();
      expect(inbox.loads).toBe(1);
    }),
  journeyMs,
);

test(
  'INB-05: business hours are split, saved and kept; who is no admin is told whom to ask, and the server refuses as well',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const { page } = inbox;
      await goToSettings(inbox, 'Business hours');
      await untick(page.getByRole('checkbox', { name: 'We work day and night' }));
      await select(page.getByRole('combobox', { name: 'Time zone' }), 'Europe/Berlin');
      await page.getByLabel('Monday, to').fill('12:00');
      await press(inbox.button('Add times on Monday'));
      await page.getByLabel('Monday, to').last().fill('10:00');
      await page.getByText('On Monday the times overlap').waitFor();
      expect(await inbox.button('Save').isDisabled()).toBe(true);
      await page.getByLabel('Monday, to').last().fill('18:00');
      await page.getByLabel('Date').fill('2026-12-25');
      await page.getByRole('textbox', { name: 'Name of the holiday' }).fill('Christmas');
      await press(inbox.button('Add holiday'));
      const saved = page.waitForResponse(
        (response) => response.request().method() === 'POST' && response.url().endsWith('/business-hours'),
      );
      await press(inbox.button('Save'));
      expect((await saved).status()).toBe(200);
      await page.reload();
      await page.getByText('Christmas', { exact: true }).waitFor();
      expect(await page.getByLabel('Monday, from').last().inputValue()).toBe('13:00');

      const mira = await stage.signIn(await stage.addAgent('Mira'));
      await mira.page.goto(new URL('/settings/rules', stage.system.gatewayUrl).href);
      await mira.page.getByText('Owners and admins of the workspace set this. Ask one of them.').waitFor();
      expect(await mira.page.getByRole('link', { name: 'Assignment rules' }).count()).toBe(0);
      const body = { rules: [], version: 0 };
      const refused = await mira.page.request.post(new URL('/api/v1/assignment-rules', stage.system.gatewayUrl).href, {
        data: body,
        headers: { origin: stage.system.gatewayUrl },
      });
      expect(refused.status()).toBe(403);
      await press(mira.button('Your account'));
      await press(mira.page.getByRole('menuitemcheckbox', { name: /^Away/ }));
      await page.goto(stage.system.gatewayUrl);
      await press(inbox.tickets.first());
      await press(inbox.button('Change the assignee'));
      await page.getByRole('menuitem', { name: /Mira.*Away/ }).waitFor();
    }),
  journeyMs,
);
