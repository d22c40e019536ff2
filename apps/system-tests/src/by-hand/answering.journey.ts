import type { Locator } from 'playwright-core';
import { backgroundOf } from '../browser/colour.ts';
import { bustle } from '../browser/bustle.ts';
import { press, select } from '../browser/hands.ts';
import type { Inbox } from '../browser/inbox.ts';
import type { Phone } from '../browser/phone.ts';
import { journeyMs, owner, Stage } from '../browser/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  await stage.system.connectTikTok();
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

const topOf = async (part: Locator): Promise<number> => (await part.boundingBox())?.y ?? Number.NaN;

describe('a message', () => {
  let inbox: Inbox;
  let phone: Phone;

  beforeAll(async () => {
    inbox = await stage.signIn(owner);
    await bustle(stage.system);
    phone = await stage.phoneOf('ana_pe');
    await phone.write('Hi! Do you ship to Lima?');
  }, journeyMs);
  afterAll(() => stage.closePages());

  test('DM-01, INB-16: arrives by itself', () =>
    stage.step(async () => {
      await inbox.open('Hi! Do you ship to Lima?');
    }));

  test('INB-09, INB-10: waits for an agent, who joins by a green button', () =>
    stage.step(async () => {
      await inbox.page.getByText('Click the button to join the conversation').waitFor();
      expect(await backgroundOf(inbox.button('Assign to me'))).toBe('green');
    }));

  test('WIN-06, WIN-07, WIN-08: has a yellow banner above it that counts its window down', () =>
    stage.step(async () => {
      await inbox.banner.getByText('This chat will expire in 47 hours').waitFor();
      expect(await backgroundOf(inbox.banner)).toBe('yellow');
      expect(await topOf(inbox.banner)).toBeLessThan(await topOf(inbox.entry('Hi! Do you ship to Lima?')));
    }));

  test("DM-03, DM-28, INB-11: is answered from the inbox on the customer's phone, once it is assigned", () =>
    stage.step(async () => {
      await inbox.assignToMe();
      await inbox.addNote('Regular customer, waive the delivery fee');
      await inbox.answer('Message', 'Yes, we do. It takes three days.');
      await phone.thread.getByText('Yes, we do. It takes three days.').waitFor();
      await inbox.entry('Yes, we do.').getByText('Seen', { exact: true }).waitFor();
    }));

  test('WIN-13, WIN-17, WIN-22: has ten answers, which notes do not use up, and all of them again after each new one', () =>
    stage.step(async () => {
      await inbox.banner.getByText('9 of 10 messages left').waitFor();
      await phone.write('Great, then I take two of the blue ones');
      await inbox.entry('Great, then I take two of the blue ones').waitFor();
      await inbox.banner.getByText('10 of 10 messages left').waitFor();
    }));

  test('is read out to who listens when it comes in, as is how an answer stands, and nothing else of the thread is', () =>
    stage.step(async () => {
      await inbox.spoken('Ana: Great, then I take two of the blue ones').waitFor();
      await inbox.spoken('Seen').waitFor();
      expect(await inbox.spoken('Hi! Do you ship to Lima?').count()).toBe(0);
      expect(await inbox.spoken('Yes, we do. It takes three days.').count()).toBe(0);
      expect(await inbox.thread.getAttribute('aria-live')).toBe('off');
      await inbox.spoken('Ana · Inbox').waitFor();
      expect(await inbox.page.title()).toBe('Ana · Inbox · Duet');
    }));

  test('INB-07: has notes that stay inside', () =>
    stage.step(async () => {
      await inbox.entry('waive the delivery fee').waitFor();
      expect(await phone.thread.getByText('waive the delivery fee').count()).toBe(0);
      expect(inbox.loads).toBe(1);
    }));
});

describe('a comment', () => {
  const question = 'Is the jacket waterproof?';
  const reply = 'It is, up to a metre of water. Enjoy the rain!';
  let inbox: Inbox;
  let phone: Phone;
  let answer: Locator;
  let dialog: Locator;
  const onPhoneOf = async (customer: string): Promise<Locator> => {
    const phone = await stage.phoneOf(customer);
    return phone.post('New drop #sale');
  };
  const deletions = () => stage.system.simulator.requests({ path: '/business/comment/delete/' });

  beforeAll(async () => {
    inbox = await stage.signIn(owner);
    answer = inbox.entry(reply);
    dialog = inbox.page.getByRole('alertdialog', { name: 'Delete Comment?' });
    phone = await stage.phoneOf('chidi_ng');
  }, journeyMs);
  afterAll(() => stage.closePages());

  test('FEED-01, FEED-02, WIN-23: becomes a ticket of its own, without a window', () =>
    stage.step(async () => {
      await phone.comment('New drop #sale', question);
      await phone.comment('New drop #sale', 'And does it come in green?');
      await inbox.ticket('And does it come in green?').waitFor();
      await inbox.open(question);
      expect(await inbox.banner.count()).toBe(0);
    }));

  test('FEED-06, FEED-11, FEED-12: is answered in a field below its thread, within 150 characters', () =>
    stage.step(async () => {
      await inbox.assignToMe();
      const field = inbox.page.getByRole('textbox', { name: 'Comment', exact: true });
      expect(await field.getAttribute('placeholder')).toBe('Type # for saved replies or send a new message');
      expect(await topOf(inbox.entry(question))).toBeLessThan(await topOf(field));
      await field.fill('x'.repeat(151));
      await inbox.page.getByText('1 character too long for this channel. Shorten it.').waitFor();
      expect(await inbox.button('Send').isDisabled()).toBe(true);
      await field.fill('x'.repeat(150));
      expect(await inbox.button('Send').isEnabled()).toBe(true);
    }));

  test('FEED-04: has its answer under it on TikTok', () =>
    stage.step(async () => {
      await inbox.answer('Comment', reply);
      const thread = (await phone.post('New drop #sale')).getByRole('listitem').filter({ hasText: question });
      await thread.getByText(reply).waitFor();
    }));

  test('MOD-06, MOD-10, MOD-11: is hidden from the conversation that holds it, with a toast and a badge', () =>
    stage.step(async () => {
      await inbox.choose('Actions for the comment by Chidi', 'Hide');
      await inbox.toast('This may take 1–2 mins. Please wait...').waitFor();
      await inbox.entry(question).first().getByText('Hidden', { exact: true }).waitFor();
    }));

  test('MOD-16: when hidden, is seen by its author and the team, and by nobody else', () =>
    stage.step(async () => {
      await (await onPhoneOf('chidi_ng')).getByText('Hidden from others').waitFor();
      const others = await onPhoneOf('ana_pe');
      await others.getByText('And does it come in green?').waitFor();
      expect(await others.getByText(question).count()).toBe(0);
      expect(await inbox.entry(question).count()).toBeGreaterThan(0);
    }));

  test('MOD-01, MOD-02, MOD-14: is shown again from the same menu, without its badge', () =>
    stage.step(async () => {
      await inbox.choose('Actions for the comment by Chidi', 'Unhide');
      await inbox.entry(question).first().getByText('Hidden', { exact: true }).waitFor({ state: 'detached' });
      await (await onPhoneOf('ana_pe')).getByText(question).waitFor();
    }));

  test('MOD-07, MOD-08, MOD-09: of ours is not deleted when the question about it is cancelled', () =>
    stage.step(async () => {
      await inbox.choose('Actions for the comment by Olivia Owner', 'Delete');
      await dialog.getByText('Are you sure you want to delete this comment? This cannot be undone.').waitFor();
      await press(dialog.getByRole('button', { name: 'Cancel' }));
      await dialog.waitFor({ state: 'detached' });
      expect(await deletions()).toHaveLength(0);
    }));

  test('MOD-12, MOD-17: of ours is deleted after it, and says so in red', () =>
    stage.step(async () => {
      await inbox.choose('Actions for the comment by Olivia Owner', 'Delete');
      await press(dialog.getByRole('button', { name: 'Delete' }));
      await inbox.toast('This may take 1–2 mins. Please wait...').first().waitFor();
      await answer.getByText('Comment Deleted', { exact: true }).waitFor();
      expect(await backgroundOf(answer.getByText('Comment Deleted', { exact: true }))).toBe('red');
      expect(await deletions()).toHaveLength(1);
      expect(await answer.getByRole('button', { name: 'Actions for the comment by Olivia Owner' }).count()).toBe(0);
    }));

  test('FEED-03: stands in one thread with the answers of others to it', () =>
    stage.step(async () => {
      const friend = await stage.phoneOf('bo_mx');
      await friend.reply('New drop #sale', question, 'Mine survived a whole monsoon');
      await inbox.ticket('Mine survived a whole monsoon').waitFor();
      await inbox.entry('Mine survived a whole monsoon').waitFor();
      expect(inbox.loads).toBe(1);
    }));

  test('MOD-24: of ours is still shown as deleted when the page is loaded anew', () =>
    stage.step(async () => {
      await inbox.page.reload();
      await answer.getByText('Comment Deleted', { exact: true }).waitFor();
    }));
});

describe('a ticket', () => {
  let inbox: Inbox;
  let phone: Phone;
  const show = (name: string) => press(inbox.page.getByRole('radio', { name: new RegExp(`^${name}`) }));

  beforeAll(async () => {
    inbox = await stage.signIn(owner);
    phone = await stage.phoneOf('bo_mx');
    await show('Unreplied');
    await phone.write('My parcel is late');
    await inbox.ticket('My parcel is late').waitFor();
  }, journeyMs);
  afterAll(() => stage.closePages());

  test('INB-14, INB-18: is opened, taken and answered by keys alone, and leaves the unreplied ones', () =>
    stage.step(async () => {
      const { keyboard } = inbox.page;
      await keyboard.press('j');
      await keyboard.press('j');
      await keyboard.press('k');
      await keyboard.press('Enter');
      await inbox.entry('My parcel is late').waitFor();
      await keyboard.press('a');
      await inbox.page.getByRole('textbox', { name: 'Message', exact: true }).waitFor();
      await keyboard.press('r');
      await keyboard.type('It left our house this morning.');
      await keyboard.press('Control+Enter');
      await phone.thread.getByText('It left our house this morning.').waitFor();
      await inbox.ticket('It left our house this morning.').waitFor({ state: 'detached' });
    }));

  test('INB-08: is resolved, and reopened', () =>
    stage.step(async () => {
      const { keyboard } = inbox.page;
      await keyboard.press('Escape');
      await keyboard.press('e');
      await inbox.page.getByText(/^Ticket #\d+ resolved$/).waitFor();
      await show('Resolved');
      await inbox.open('It left our house this morning.');
      await inbox.page.getByText('This ticket is resolved. Reopen it to go on.').waitFor();
      await press(inbox.button('Reopen').first());
      await inbox.button('Resolve').waitFor();
    }));

  test('DM-02: once resolved is followed by another when the customer writes again', () =>
    stage.step(async () => {
      await press(inbox.button('Resolve'));
      await inbox.button('Reopen').first().waitFor();
      await phone.write('It has arrived, thank you!');
      await show('All Chats');
      await inbox.open('It has arrived, thank you!');
      await inbox.entry('It left our house this morning.').waitFor();
      await inbox.button('Assign to me').waitFor();
    }));

  test('INB-01, INB-13: is found by its channel', () =>
    stage.step(async () => {
      await select(inbox.page.getByRole('combobox', { name: 'Channel' }), 'TikTok Feed');
      await inbox.ticket('It has arrived, thank you!').waitFor({ state: 'detached' });
      await select(inbox.page.getByRole('combobox', { name: 'Channel' }), 'TikTok Messenger');
      await inbox.ticket('It has arrived, thank you!').waitFor();
      for (const name of ['All Chats', 'Replied', 'Unreplied', 'Hold']) {
        await inbox.page.getByRole('radio', { name: new RegExp(`^${name}`) }).waitFor();
      }
      expect(inbox.loads).toBe(1);
    }));
});
