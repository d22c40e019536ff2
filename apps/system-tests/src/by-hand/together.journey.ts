import { TicketGet, TicketList, TicketMessages } from '@duet/contracts';
import type { Page, Route } from 'playwright-core';
import { Cable } from '../browser/cable.ts';
import { until } from '@duet/testing';
import { press } from '../browser/hands.ts';
import { journeyMs, owner, Stage } from '../browser/stage.ts';
import { Random } from '../random.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  await stage.system.connectTikTok();
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

/** Holds what a page does to a ticket back on its way, until it is let go. */
async function hold(
  page: Page,
  deed: 'assign' | 'priority',
): Promise<{ pressed: Promise<unknown>; letGo: () => Promise<void> }> {
  const held: Route[] = [];
  let isOver = false;
  const { promise: pressed, resolve } = Promise.withResolvers<void>();
  await page.route(`**/api/v1/tickets/*/${deed}`, (route) => {
    if (isOver) return route.continue();
    held.push(route);
    resolve();
  });
  const letGo = async () => {
    isOver = true;
    await Promise.all(held.map((route) => route.continue()));
  };
  return { pressed, letGo };
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
      const presses = await Promise.all(desks.map(({ page }) => hold(page, 'assign')));
      await Promise.all(desks.map((inbox) => press(inbox.button('Assign to me'))));
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

      const ticketId = new URL(winner.page.url()).pathname.split('/').at(-1) ?? '';
      const priority = async () =>
        TicketGet.answer.parse((await stage.system.api.get(`/tickets/${ticketId}`)).body).priority;
      const prioritize = async ({ page }: typeof winner, wanted: string) => {
        await press(page.getByRole('button', { name: 'Change the priority' }));
        await press(page.getByRole('menuitemradio', { name: wanted }));
      };
      const late = await hold(loser.page, 'priority');
      await prioritize(loser, 'Urgent');
      await late.pressed;
      await prioritize(winner, 'Low');
      await until('the server has it', async () => (await priority()) === 'low');
      await late.letGo();
      await loser.toast(`Not done: ${name} changed the priority in the meantime.`).waitFor();
      await press(loser.button('Do it anyway'));
      await until('it is done', async () => (await priority()) === 'urgent');
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
      await press(hers.page.getByRole('button', { name: /^Expiring/ }));
      await hers.ticket('Do you ship to Lagos?').waitFor();
      await press(mine.page.getByRole('tab', { name: 'Note' }));
      await mine.page.getByRole('textbox', { name: 'Internal note' }).fill('Who knows? ');
      await mine.page.getByRole('textbox', { name: 'Internal note' }).press('End');
      await mine.page.keyboard.type('@ve');
      await mine.page.getByRole('option', { name: 'Vera' }).waitFor();
      await mine.page.keyboard.press('Enter');
      await press(mine.button('Add note'));
      await press(hers.button('Mentions 1'));
      await hers.ticket('Do you ship to Lagos?').waitFor();
      await hers.entry('Who knows? @Vera').waitFor();
      await press(mine.page.getByRole('tab', { name: 'Reply' }));
      await mine.assignToMe();
      await mine.page.getByRole('textbox', { name: 'Message', exact: true }).fill('We do, it takes');
      await hers.page.getByText('Olivia Owner is writing:').waitFor();
      await hers.page.getByText('We do, it takes').waitFor();
      const elsewhere = await stage.signIn(owner);
      await elsewhere.open('Do you ship to Lagos?');
      await until('the draft is on another browser of the same person', async () => {
        const field = elsewhere.page.getByRole('textbox', { name: 'Message', exact: true });
        return (await field.inputValue()) === 'We do, it takes';
      });
      await mine.answer('Message', 'We do, it takes a week');
      await hers.page.getByText('Olivia Owner is writing:').waitFor({ state: 'detached' });
      await hers.entry('We do, it takes a week').waitFor();
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

const DISCONNECTS = 20;
let cable: Cable;
beforeAll(async () => {
  cable = await Cable.to(stage.system.gatewayUrl);
});
afterAll(() => cable.close());

test(
  `INB-16, H20: after each of ${DISCONNECTS} random disconnects the open page shows what the server holds`,
  () =>
    stage.play(async () => {
      const random = new Random(Number(process.env['DUET_SEED'] ?? Date.now() % 1_000_000_000));
      process.stdout.write(`disconnects in the browser: seed ${random.seed}\n`);
      const { api, simulator } = stage.system;
      const inbox = await stage.signIn(owner, cable.url);
      await simulator.act({ do: 'dm', customer: 'bo_mx', text: 'Before all that' });
      await inbox.open('Before all that');
      const ticketId = new URL(inbox.page.url()).pathname.split('/').at(-1) ?? '';
      const held = async () => TicketList.answer.parse((await api.get('/tickets?status=unresolved')).body).tickets;
      const said = async () => {
        const { body } = await api.get(`/tickets/${ticketId}/messages`);
        const messages = TicketMessages.answer.parse(body).messages.toSorted((a, b) => (a.sentAt < b.sentAt ? -1 : 1));
        return messages.flatMap(({ content }) => (content.type === 'text' ? [content.text] : []));
      };

      let n = 0;
      const happens = async (): Promise<void> => {
        const text = `News ${(n += 1)}`;
        const others = (await held()).filter(({ id }) => id !== ticketId);
        const what = random.below(3);
        if (what === 0 && others.length > 0) await api.post(`/tickets/${random.pick(others).id}/resolve`);
        else if (what === 1) await api.post(`/tickets/${ticketId}/notes`, { text });
        else {
          await simulator.act({ do: 'dm', customer: random.pick(['ana_pe', 'bo_mx', 'chidi_ng']), text });
          await until('it has its ticket', async () => (await held()).some((one) => one.lastMessage.preview === text));
        }
      };
      const shown = async () => ({
        list: await inbox.tickets.allInnerTexts(),
        thread: await inbox.thread
          .getByRole('listitem')
          .filter({ has: inbox.page.getByRole('time') })
          .allInnerTexts(),
      });
      const previews = async () => (await held()).map(({ lastMessage }) => lastMessage.preview);
      const differs = async (): Promise<boolean> => {
        const [{ list, thread }, rows, entries] = [await shown(), await previews(), await said()];
        const agree = (texts: readonly string[], wanted: readonly string[]) =>
          texts.length === wanted.length && texts.every((text, index) => text.includes(wanted[index] ?? '?'));
        return !agree(list, rows) || !agree(thread, entries);
      };

      for (let disconnect = 0; disconnect < DISCONNECTS; disconnect += 1) {
        cable.cut();
        await inbox.page.getByText('Live updates are interrupted.').waitFor();
        for (let news = random.below(3); news >= 0; news -= 1) await happens();
        cable.mend();
        if (random.below(2) === 0) await happens();
        await until('the page shows what the server holds', async () => !(await differs()), 30_000).catch(async () => {
          expect(await shown()).toEqual({ list: await previews(), thread: await said() });
        });
      }
      expect(inbox.loads).toBe(1);
    }),
  300_000,
);

test(
  'who is given a ticket by a colleague, or named in a note, is told so on whatever page they are',
  () =>
    stage.play(async () => {
      const nils = await stage.addAgent('Nils');
      const [inbox, other] = [await stage.signIn(owner), await stage.signIn(nils)];
      const phone = await stage.phoneOf('bo_mx');
      await phone.write('Who knows about sizes?');
      await other.ticket('Who knows about sizes?').waitFor();
      await other.choose('Your account', 'Notifications');
      await other.page.getByLabel('A ticket that a colleague gives me').waitFor();
      await inbox.open('Who knows about sizes?');
      await press(inbox.button('Change the assignee'));
      await press(inbox.page.getByRole('menuitem', { name: 'Nils' }));
      await other.page.getByText(/^Olivia Owner gave you ticket #\d+: /).waitFor();
      await press(other.button('Go there'));
      await other.entry('Who knows about sizes?').waitFor();
      await inbox.goTo('Integrations');
      await press(other.page.getByRole('tab', { name: 'Note' }));
      const note = other.page.getByRole('textbox', { name: 'Internal note' });
      await note.pressSequentially('@Oli');
      await press(other.page.getByRole('option', { name: /Olivia Owner/ }));
      await press(other.button('Add note'));
      await inbox.page.getByText(/^Nils named you on ticket #\d+: /).waitFor();
      expect(other.loads).toBe(1);
    }),
  journeyMs,
);
