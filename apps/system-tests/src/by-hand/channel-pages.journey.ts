import { bustle } from '../browser/bustle.ts';
import { press } from '../browser/hands.ts';
import { journeyMs, owner, Stage } from '../browser/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  await stage.system.connectTikTok();
  await bustle(stage.system);
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

test(
  'a refused delivery shows on the health of a channel with its cause and one step, which leads to the checks; history is read on request',
  () =>
    stage.play(async () => {
      const headers = { 'content-type': 'application/json', 'tiktok-signature': 't=1,s=00' };
      const forged = await fetch(stage.system.webhookUrl, { method: 'POST', headers, body: '{}' });
      expect(forged.status).toBe(401);

      const inbox = await stage.signIn(owner);
      const { page } = inbox;
      await inbox.goTo('Integrations');
      const card = page.getByRole('listitem', { name: 'TikTok Messenger', exact: true });
      await press(card.getByRole('link', { name: 'Health and history' }));
      await page.getByRole('heading', { name: 'TikTok Messenger', level: 1 }).waitFor();
      const problem = page.getByRole('listitem').filter({ hasText: '1 delivery with a wrong signature' });
      await problem.getByText('The secret of the TikTok app may differ from ours.').waitFor();

      await press(problem.getByRole('button', { name: 'See the checks' }));
      await page.getByText('Everything is as this channel needs it.').waitFor();
      const privacy = page.getByRole('listitem').filter({ hasText: 'Messages from everyone' });
      await privacy.getByText('Could not be found out').waitFor();
      await privacy.getByText('In TikTok: Settings and privacy, Privacy').waitFor();

      await press(page.getByRole('tab', { name: 'History' }));
      await page.getByText(/^TikTok lists \d+ conversations\.$/).waitFor();
      await press(inbox.button('Read the history'));
      await page.getByText(/^\d+ messages? (or comment|and comments) read\.$/).waitFor();
      expect(inbox.loads).toBe(1);
    }),
  journeyMs,
);
