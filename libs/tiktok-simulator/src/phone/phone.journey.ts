import { chromiumPath } from '@duet/embedded';
import { type Browser, chromium, type Page } from 'playwright-core';
import { account, closeWorlds, openWorld, type World } from '../../test/world.ts';

let browser: Browser;
let world: World;
let page: Page;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: chromiumPath(),
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

test('BTN-07, BTN-13, BTN-14: buttons can be tapped on a phone, and on a computer a placeholder stands in their place', async () => {
  const conversationId = await world.customerWrites('Hello');
  await world.receiver.next('im_receive_msg');
  const sendCard = (type: string, title: string, texts: string[]) =>
    world.post('/business/message/send/', {
      business_id: account,
      recipient_type: 'CONVERSATION',
      recipient: conversationId,
      message_type: 'TEMPLATE',
      template: { type, title, buttons: texts.map((text) => ({ type: 'REPLY', title: text })) },
    });
  await sendCard('QA_BUTTON_CARD', 'What do you need?', ['Track my order', 'A person']);
  await page.getByLabel('Customer').selectOption('ana_pe');
  const thread = page.getByRole('log', { name: 'Conversation' });
  await thread.getByRole('button', { name: 'Track my order' }).click();
  expect((await world.receiver.next('im_receive_msg', 2)).content.text.body).toBe('Track my order');
  await page.getByLabel('on a computer').check();
  await thread.getByText('This message cannot be shown here.').waitFor();
  expect(await thread.getByRole('button', { name: 'Track my order' }).count()).toBe(0);
  await page.getByLabel('on a computer').uncheck();
  await sendCard('QA_LINK_CARD', 'Where to?', ['https://shop.example']);
  const looksLikeLink = thread.getByRole('button', { name: 'https://shop.example' });
  await looksLikeLink.click();
  expect((await world.receiver.next('im_receive_msg', 3)).content.text.body).toBe('https://shop.example');
  expect(page.url()).toBe(`${world.simulator.url}/phone`);
  expect(page.context().pages()).toHaveLength(1);
});

test('a person gives a heart, takes it away, and answers a message', async () => {
  const conversationId = await world.customerWrites('Hello');
  const { data } = await world.send(conversationId, 'Which size?');
  await page.getByLabel('Customer').selectOption('ana_pe');
  const message = page
    .getByRole('log', { name: 'Conversation' })
    .getByRole('listitem')
    .filter({ hasText: 'Which size?' });
  await message.getByRole('button', { name: 'Give a heart' }).click();
  await message.getByRole('button', { name: 'Take the heart away' }).click();
  await message.getByRole('button', { name: 'Give a heart' }).waitFor();
  const reactions = world.receiver.of('im_receive_msg').filter(({ content }) => content.type === 'reaction');
  expect(reactions.map(({ content }) => content.reaction[0].operation)).toEqual(['ADD', 'REMOVE']);
  await message.getByRole('button', { name: 'Answer this message' }).click();
  await page.getByLabel('Message', { exact: true }).fill('Medium');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('blockquote').getByText('Which size?').waitFor();
  const answer = world.receiver.of('im_receive_msg').find(({ content }) => content.text?.body === 'Medium');
  expect(answer?.content.referenced_message_info).toEqual({ referenced_message_id: data['message'].message_id });
});
