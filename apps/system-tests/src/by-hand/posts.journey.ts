import { until } from '@duet/testing';
import { type Action, seedIds } from '@duet/tiktok-simulator';
import { press } from '../browser/hands.ts';
import { journeyMs, owner, Stage } from '../browser/stage.ts';

const commenters = Array.from({ length: 12 }, (_, n) => `commenter_${n}`);

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
  await stage.system.connectTikTok();
  const { simulator, api } = stage.system;
  for (const username of commenters) await simulator.customer({ username, displayName: username, region: 'MX' });
  const posts = await simulator.get<{ itemId: string }[]>('/posts');
  const other = posts.find(({ itemId }) => itemId !== seedIds.post)?.itemId ?? '';
  // What is written in the very second of the connection may count as history, which opens no ticket.
  await until('a comment has opened a ticket', async () => {
    await simulator.act({ do: 'comment', customer: 'bo_mx', post: other, text: 'First!' });
    const tickets = (await api.get('/tickets')).body['tickets'];
    return Array.isArray(tickets) && tickets.length > 0;
  });
  // Two figures each: no text is the beginning of another.
  const written = commenters.map((customer, n): Action => ({
    do: 'comment',
    customer,
    post: seedIds.post,
    text: `Comment number ${n + 10}`,
  }));
  await simulator.batch(written);
}, journeyMs);
afterAll(() => stage.close(), journeyMs);

test(
  'MOD-11, MOD-14, MOD-18: the comments under a post are worked through by keys alone, and what is left to do is counted along',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const { page } = inbox;
      const { keyboard } = page;
      await inbox.goTo('Posts');
      const post = page.getByRole('navigation', { name: 'Posts' }).getByRole('link', { name: 'New drop #sale' });
      await post.getByText('12 unanswered').waitFor();
      await press(post);
      const list = page.getByRole('list', { name: 'Comments', exact: true });
      const row = (text: string) => list.getByRole('listitem').filter({ hasText: text });
      const filter = (name: string) => page.getByRole('radio', { name });
      await filter('All 12').waitFor();
      await filter('Unanswered 12').waitFor();
      await row('Comment number 11').waitFor();

      await keyboard.press('j');
      await list.locator('[aria-current="true"]').waitFor();
      const [first = ''] = (await list.locator('[aria-current="true"]').innerText()).match(/Comment number \d+/) ?? [];
      await keyboard.press('h');
      await inbox.toast('This may take 1–2 mins. Please wait...').first().waitFor();
      await row(first).getByText('Hidden', { exact: true }).waitFor();
      await filter('Hidden 1').waitFor();
      await post.getByText('1 hidden').waitFor();
      await filter('Unanswered 11').waitFor();
      await keyboard.press('u');
      await row(first).getByText('Hidden', { exact: true }).waitFor({ state: 'detached' });
      await filter('Hidden 0').waitFor();

      // Fast hands: the second key is meant for the comment that the first one led to.
      await Promise.all([keyboard.press('j'), keyboard.press('h')]);
      await row(first).locator('[aria-current="true"]').waitFor({ state: 'detached' });
      const [second = ''] = (await list.locator('[aria-current="true"]').innerText()).match(/Comment number \d+/) ?? [];
      await row(second).getByText('Hidden', { exact: true }).waitFor();
      await filter('Hidden 1').waitFor();
      await keyboard.press('u');
      await filter('Hidden 0').waitFor();
      await inbox.entry(second).first().waitFor();
      await keyboard.press('r');
      await page.locator('textarea:focus').waitFor();
      await keyboard.type('Thank you, that is kind!');
      await keyboard.press('Control+Enter');
      await inbox.entry('Thank you, that is kind!').waitFor();
      const phone = await stage.phoneOf('ana_pe');
      await (await phone.post('New drop #sale')).getByText('Thank you, that is kind!').waitFor();
      await row(second).getByRole('img', { name: 'Answered' }).waitFor();
      await press(filter('Unanswered 11'));
      await row(first).waitFor();
      await row(second).waitFor({ state: 'detached' });

      await phone.comment('New drop #sale', 'I am new here');
      await row('I am new here').waitFor();
      await filter('Unanswered 12').waitFor();
      expect(inbox.loads).toBe(1);
    }),
  journeyMs,
);

test(
  'MOD-20, MOD-21: many comments are hidden at once after a look at what will happen, the rest is cancelled, and what was done is undone',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const { page } = inbox;
      const { keyboard } = page;
      await inbox.goTo('Posts');
      await press(page.getByRole('link', { name: 'New drop #sale' }));
      const list = page.getByRole('list', { name: 'Comments', exact: true });
      const filter = (name: string | RegExp) => page.getByRole('radio', { name });
      const dialog = page.getByRole('dialog', { name: 'Hide comments' });
      const jobs = page.getByRole('list', { name: 'Moderation under way' });
      await list.getByRole('listitem').first().waitFor();
      await keyboard.press('j');
      await list.locator('[aria-current="true"]').waitFor();
      await keyboard.press('x');
      const place = (n: number) => list.locator(`[aria-posinset="${n}"] [aria-current="true"]`);
      for (const n of [2, 3]) {
        await keyboard.press('j');
        await place(n).waitFor();
      }
      await keyboard.press('Shift+X');
      await page.getByRole('toolbar', { name: '3 selected' }).waitFor();
      await keyboard.press('h');
      await dialog.getByText(/^3 comments will be hidden/).waitFor();
      await press(dialog.getByRole('button', { name: 'Hide 3 comments' }));
      await jobs.getByText('3 comments hidden').waitFor();
      await filter('Hidden 3').waitFor();
      await press(filter('Hidden 3'));
      await list.getByText('Hidden', { exact: true }).nth(2).waitFor();
      await until('the others are gone', async () => (await list.getByRole('listitem').count()) === 3);
      await press(jobs.getByRole('button', { name: 'Undo' }));
      await jobs.getByText('3 comments visible again').waitFor();
      await filter('Hidden 0').waitFor();
      await press(jobs.getByRole('button', { name: 'Dismiss' }));
      await press(filter(/^All/));

      // With nobody there to carry it out, the job stands still until it is cancelled.
      await stage.system.kill('moderation');
      await inbox.choose('Actions for all comments', 'Hide all comments…');
      await dialog.getByText(/^\d+ comments will be hidden/).waitFor();
      await press(dialog.getByRole('button', { name: /^Hide \d+ comments$/ }));
      await jobs.getByRole('progressbar').waitFor();
      await until('some are on their way', async () => {
        const sent = await stage.system.sql(`SELECT FROM ticketing.moderation_job_items WHERE state = 'sent'`);
        return sent.length > 0;
      });
      await press(jobs.getByRole('button', { name: 'Cancel' }));
      await jobs.getByText(/cancelled/).waitFor();
      await stage.system.revive('moderation');
      await press(jobs.getByRole('button', { name: 'Undo' }));
      await jobs.getByText(/comments visible again/).waitFor();
      await filter('Hidden 0').waitFor();
      expect(inbox.loads).toBe(1);
    }),
  journeyMs,
);

test(
  'MOD-20: a rule that was tried on the past is switched on, and what it catches is hidden as it comes in',
  () =>
    stage.play(async () => {
      const inbox = await stage.signIn(owner);
      const { page } = inbox;
      const dialog = page.getByRole('dialog', { name: 'New rule' });
      await inbox.goToSettings('Hide by words');
      await press(inbox.button('New rule'));
      await dialog.getByLabel('Name').fill('Numbers');
      await dialog.getByLabel('Words or phrases, one in a line').fill('comment number 17\nfree followers');
      expect(await dialog.getByRole('button', { name: 'Switch on' }).isDisabled()).toBe(true);
      await press(dialog.getByRole('button', { name: 'Try on the past' }));
      await dialog.getByText(/^Would have hidden 1 of the newest \d+ comments/).waitFor();
      await dialog.getByRole('list', { name: 'Examples' }).getByText('Comment number 17').waitFor();
      await press(dialog.getByRole('button', { name: 'Switch on' }));
      const rule = page.getByRole('listitem').filter({ hasText: 'free followers' });
      await rule.getByText('On', { exact: true }).waitFor();

      const phone = await stage.phoneOf('chidi_ng');
      await phone.comment('New drop #sale', 'Get FREE followers here');
      await inbox.goTo('Posts');
      await press(page.getByRole('navigation', { name: 'Posts' }).getByRole('link', { name: 'New drop #sale' }));
      const caught = page.getByRole('list', { name: 'Comments', exact: true }).getByRole('listitem');
      await caught.filter({ hasText: 'FREE followers' }).getByText('Hidden', { exact: true }).waitFor();
      await inbox.goToSettings('Hide by words');
      await rule.getByText('1 comment hidden').waitFor();
      await press(rule.getByRole('button', { name: 'Switch off' }));
      await rule.getByText('Off', { exact: true }).waitFor();
      expect(inbox.loads).toBe(1);
    }),
  journeyMs,
);
