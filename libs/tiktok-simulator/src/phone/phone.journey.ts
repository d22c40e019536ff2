import { type Browser, chromium, type Page } from 'playwright-core';
import { account, closeWorlds, openWorld, type World } from '../../test/world.ts';

let browser: Browser;
let world: World;
let page: Page;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
});
afterAll(() => browser.close());

beforeEach(async () => {
  world = await openWorld();
  page = await browser.newPage();
  await page.goto(`${world.simulator.url}/phone`);
});
afterEach(async () => {
  await page.close();
  await closeWorlds();
});

test('a person writes as a customer and sees the answer come in, which is reported as read', async () => {
  await page.getByLabel('Customer').selectOption('bo_mx');
  await page.getByLabel('Message', { exact: true }).fill('Is it still available?');
  await page.getByRole('button', { name: 'Send' }).click();
  const thread = page.getByRole('log', { name: 'Conversation' });
  await thread.getByText('Is it still available?').waitFor();
  const { content } = await world.receiver.next('im_receive_msg');
  expect(content.from).toBe('bo_mx');
  await world.send(content.conversation_id, 'Yes, two left');
  await thread.getByText('Yes, two left').waitFor();
  await world.receiver.next('im_mark_read_msg');
  await page.getByLabel('Customer').selectOption('ana_pe');
  await thread.getByText('Say hello to sim.store').waitFor();
});

test('a person comments, sees the answer, and only the author sees a hidden comment', async () => {
  await page.getByRole('tab', { name: 'Posts' }).click();
  const post = page.getByRole('article', { name: 'New drop #sale' });
  await post.getByLabel('Comment', { exact: true }).fill('Do you ship to Lima?');
  await post.getByRole('button', { name: 'Post comment' }).click();
  await post.getByText('Do you ship to Lima?').waitFor();
  const { body } = await world.receiver.next('comment.update');
  const comment_id = /comment_id\\":(\d+)/.exec(body)?.[1];
  const target = { business_id: account, video_id: '7640000000000000456', comment_id };
  await world.post('/business/comment/reply/create/', { ...target, text: 'Yes, 3 days' });
  await post.getByText('Yes, 3 days').waitFor();
  await post.getByText('Creator').waitFor();
  await world.post('/business/comment/hide/', { ...target, action: 'HIDE' });
  await post.getByText('Hidden from others').waitFor();
  await page.getByLabel('Customer').selectOption('bo_mx');
  await page.getByRole('article', { name: 'New drop #sale' }).waitFor();
  expect(await page.getByText('Do you ship to Lima?').count()).toBe(0);
});

test('a person answers a comment, and deletes the own one', async () => {
  const { commentId } = await world.control.act({
    do: 'comment',
    customer: 'bo_mx',
    post: '7640000000000000456',
    text: 'Anyone tried it?',
  });
  await page.getByRole('tab', { name: 'Posts' }).click();
  await page.getByRole('button', { name: 'Reply to bo_mx' }).click();
  await page.getByLabel('Reply', { exact: true }).fill('I did');
  await page.getByRole('button', { name: 'Post reply' }).click();
  await page.getByText('I did').waitFor();
  const [, reply] = await world.control.get<{ rootId: string; text: string }[]>('/comments');
  expect(reply).toMatchObject({ rootId: commentId, text: 'I did' });
  await page.getByRole('button', { name: 'Delete comment' }).click();
  await page.getByText('I did').waitFor({ state: 'detached' });
});
