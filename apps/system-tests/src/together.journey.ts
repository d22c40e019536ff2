import type { Page, Route } from 'playwright-core';
import { journeyMs, owner, Stage } from './browser/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  await stage.system.connectTikTok();
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

/** Holds a page's assignment back on its way, until it is let go. */
async function holdAssignment(page: Page): Promise<{ pressed: Promise<unknown>; letGo: () => Promise<void> }> {
  const held: Route[] = [];
  const { promise: pressed, resolve } = Promise.withResolvers<void>();
  await page.route('**/api/v1/tickets/*/assign', (route) => {
    held.push(route);
    resolve();
  });
  return { pressed, letGo: async () => void (await Promise.all(held.map((route) => route.continue()))) };
}

test(
  'INB-11, INB-16: of two people who press Assign to me at once one gets the ticket, and the other is told who',
  () =>
    stage.play(async () => {
      const milo = await stage.addAgent('Milo');
      const phone = await stage.phoneOf('ana_pe');
      const desks = await Promise.all([stage.signIn(owner), stage.signIn(milo)]);
      await phone.write('Who answers first?');
      await Promise.all(desks.map((inbox) => inbox.open('Who answers first?')));
      const presses = await Promise.all(desks.map(({ page }) => holdAssignment(page)));
      await Promise.all(desks.map((inbox) => inbox.button('Assign to me').click()));
      await Promise.all(presses.map(({ pressed }) => pressed));
      await Promise.all(presses.map(({ letGo }) => letGo()));

      await Promise.all(desks.map(({ page }) => page.getByRole('textbox', { name: 'Message', exact: true }).waitFor()));
      await Promise.any(desks.map((inbox) => inbox.button('Take over').waitFor()));
      const told = await Promise.all(desks.map((inbox) => inbox.button('Take over').isVisible()));
      expect([...told].sort()).toEqual([false, true]);
      const [winner, loser] = told[0] ? [desks[1], desks[0]] : [desks[0], desks[1]];
      const name = told[0] ? 'Milo' : owner.name;
      await loser.toast(`${name} took this ticket first.`).waitFor();
      await loser.page.getByText(`${name} has this ticket.`).waitFor();
      await winner.answer('Message', `I do. Yours, ${name}`);
      await loser.entry(`I do. Yours, ${name}`).waitFor();
      await phone.thread.getByText(`I do. Yours, ${name}`).waitFor();
      expect(desks.map(({ loads }) => loads)).toEqual([1, 1]);
    }),
  journeyMs,
);

test(
  'what a customer wrote is unread for each person until they had its thread on the screen, on every screen of theirs',
  () =>
    stage.play(async () => {
      const vera = await stage.addAgent('Vera');
      const chidi = await stage.phoneOf('chidi_ng');
      const [mine, alsoMine, hers] = [await stage.signIn(owner), await stage.signIn(owner), await stage.signIn(vera)];
      await chidi.write('Do you ship to Lagos?');
      const unread = (inbox: typeof mine) => inbox.ticket('Do you ship to Lagos?').getByText('Unread', { exact: true });
      await Promise.all([mine, alsoMine, hers].map((inbox) => unread(inbox).waitFor()));
      await mine.open('Do you ship to Lagos?');
      await Promise.all([mine, alsoMine].map((inbox) => unread(inbox).waitFor({ state: 'detached' })));
      expect(await unread(hers).count()).toBe(1);
      await hers.open('Do you ship to Lagos?');
      await hers.thread.getByText(`Seen by ${owner.name}`).waitFor();
      await mine.thread.getByText('Seen by Vera').waitFor();
      await unread(hers).waitFor({ state: 'detached' });
      await chidi.write('Or to Abuja?');
      await mine.thread.getByText('Seen by Vera').waitFor();
      await alsoMine.ticket('Or to Abuja?').waitFor();
      expect([mine.loads, alsoMine.loads, hers.loads]).toEqual([1, 1, 1]);
    }),
  journeyMs,
);

test(
  'INB-16: after the gateway was gone the open page says so, and catches up by itself with what was missed',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const [bo, chidi] = [await stage.phoneOf('bo_mx'), await stage.phoneOf('chidi_ng')];
      await bo.write('Is the shop open?');
      await inbox.open('Is the shop open?');
      const interrupted = inbox.page.getByText('Live updates are interrupted.');
      await stage.system.kill('gateway');
      await interrupted.waitFor();
      await bo.write('I stand in front of it');
      await chidi.write('Can I return shoes?');
      await stage.system.revive('gateway');
      await inbox.entry('I stand in front of it').waitFor();
      await inbox.ticket('Can I return shoes?').waitFor();
      await interrupted.waitFor({ state: 'detached' });
      expect(inbox.loads).toBe(1);
    }),
  journeyMs,
);
