import { press, select } from '../browser/hands.ts';
import { journeyMs, owner, Stage } from '../browser/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  await stage.system.connectTikTok();
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

test(
  'INB-01, INB-03, INB-15: a ticket is tagged, made urgent and set aside; the filters count along, and the customer brings it back',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const { page } = inbox;
      const panel = page.getByRole('complementary', { name: 'Ticket details' });
      const tab = (name: string) => page.getByRole('radio', { name, exact: true });
      const phone = await stage.phoneOf('bo_mx');
      await phone.write('My parcel came broken');
      await tab('Unreplied 1').waitFor();
      await inbox.open('My parcel came broken');

      await press(panel.getByRole('button', { name: 'Change the priority' }));
      await press(page.getByRole('menuitemradio', { name: 'Urgent' }));
      await inbox.ticket('My parcel came broken').getByText('Urgent').waitFor();
      await press(panel.getByRole('button', { name: 'Change the tags' }));
      await press(page.getByRole('menuitem', { name: 'New tag…' }));
      await page.getByRole('textbox', { name: 'Name' }).fill('Damaged');
      await select(page.getByRole('combobox', { name: 'Colour' }), 'Red');
      await page.getByRole('textbox', { name: 'Name' }).press('Enter');
      await panel.getByText('Damaged').waitFor();
      await page.getByText(/^Tags of ticket #\d+ changed$/).waitFor();
      const colleague = await stage.signIn(owner);
      await colleague.open('My parcel came broken');
      await colleague.page.getByRole('complementary', { name: 'Ticket details' }).getByText('Damaged').waitFor();

      await press(inbox.button('Hold'));
      await press(page.getByRole('menuitem', { name: 'For an hour' }));
      await panel.getByText(/^On hold until/).waitFor();
      await tab('Hold 1').waitFor();
      await press(tab('Unreplied'));
      await inbox.ticket('My parcel came broken').waitFor({ state: 'detached' });
      await press(tab('Hold 1'));
      await inbox.ticket('My parcel came broken').waitFor();
      await press(inbox.button('Undo').first());
      await inbox.ticket('My parcel came broken').waitFor({ state: 'detached' });
      await page.keyboard.press('s');
      await tab('Hold 1').waitFor();
      await inbox.ticket('My parcel came broken').waitFor();

      await phone.write('Are you there?');
      await inbox.ticket('Are you there?').waitFor({ state: 'detached' });
      await tab('Hold').waitFor();
      await press(tab('Unreplied 1'));
      await inbox.ticket('Are you there?').waitFor();
      expect(inbox.loads).toBe(1);
    }),
  journeyMs,
);
