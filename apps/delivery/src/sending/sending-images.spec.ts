import { ImagesAllowed, MessageFailed, MessageObserved, newId, rejections } from '@duet/contracts';
import { until } from '@duet/testing';
import { seedIds } from '@duet/tiktok-simulator';
import { accountId, agent, feed, messenger, workspaceId, World } from '../testing/world.ts';

const SEND = '/business/message/send/';
const UPLOAD = '/business/message/media/upload/';
const CAPABILITIES = '/business/message/capabilities/get/';

let world: World;

beforeEach(async () => {
  world = await World.start({ PROOF_AFTER_MS: 300, PROOF_RETRY_MS: 100, LANE_HOLD_MS: 2_000, SEND_LEASE_MS: 3_000 }, 2);
});
afterEach(() => world.stop());

const settled = (messageId: string, state: string) =>
  until(`${messageId} is ${state}`, async () => (await world.outbound(messageId)).state === state);
const sends = async () => (await world.ledger('message.send')).map(({ target, text }) => text ?? target['type']);
const uploads = async () => (await world.ledger('media.upload')).length;

/** An image and a text of one reply, as ticketing commands them. */
async function commandBoth(conversationId: string, text: string): Promise<[image: string, text: string]> {
  const image = await world.command(conversationId, '', { content: await world.image() });
  return [image, await world.command(conversationId, text, { precededBy: image, requiresPrevious: true })];
}

test('DM-04, DM-07: an image goes out once, as a message of its own, however often its command is delivered', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  const content = await world.image();
  const messageId = await world.command(conversationId, '', { content });
  await world.command(conversationId, '', { content, messageId });
  await settled(messageId, 'sent');
  await world.harness.drained();
  expect([await sends(), await uploads()]).toEqual([['IMAGE'], 1]);
});

test('REC-03: of an image and a text the image goes first', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  const [image, text] = await commandBoth(conversationId, 'this one');
  await settled(text, 'sent');
  expect([await sends(), (await world.outbound(image)).state]).toEqual([['IMAGE', 'this one'], 'sent']);
});

test('DM-24, ACC-16, REC-03: where TikTok allows no images nothing leaves, with the reason, and the text is held back', async () => {
  const { conversationId } = await world.customerWrites('chidi_ng');
  const asked = { accountId, channelId: messenger, conversationId };
  expect(await world.harness.ask(ImagesAllowed, asked, agent, { deadlineMs: 10_000 })).toEqual({ allowed: false });
  const [image, text] = await commandBoth(conversationId, 'this one');
  await settled(text, 'failed');
  await world.harness.drained();
  expect(world.harness.published(MessageFailed).map(({ data }) => [data.messageId, data.code, data.reason])).toEqual([
    [image, 'region_without_images', rejections.region_without_images[1]],
    [text, 'held_back', rejections.held_back[1]],
  ]);
  expect([await sends(), await uploads()]).toEqual([[], 0]);
  await world.command(conversationId, 'this one', { messageId: text, attempt: 2 });
  await settled(text, 'sent');
  expect(await sends()).toEqual(['this one']);
});

test('DM-24: TikTok is asked for this conversation, before and after the business has written in it', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  const allowed = async () =>
    world.harness.ask(ImagesAllowed, { accountId, channelId: messenger, conversationId }, agent, {
      deadlineMs: 10_000,
    });
  expect(await allowed()).toEqual({ allowed: true });
  await settled(await world.command(conversationId, 'hello'), 'sent');
  expect(await allowed()).toEqual({ allowed: true });
  await world.simulator.control.expireTokens('sim.store', 'access');
  expect(await allowed()).toEqual({ allowed: true });
  await world.simulator.control.fault({ kind: 'http_error', endpoint: CAPABILITIES });
  await expect(allowed()).rejects.toMatchObject({ code: 'tiktok_unreachable' });
});

test('REC-03: while nobody knows whether the image arrived the text waits, and goes once TikTok has the image', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.simulator.control.fault({ kind: 'lost_response', endpoint: SEND, count: 1 });
  const [image, text] = await commandBoth(conversationId, 'after it');
  await settled(image, 'sent');
  await settled(text, 'sent');
  expect(await world.outbound(image)).toMatchObject({ proven_by: 'list' });
  expect(await sends()).toEqual(['IMAGE', 'after it']);
});

test('REC-03: the text of an image that TikTok does not have is held back, beyond the time that holds the lane', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.simulator.control.fault({ kind: 'http_error', endpoint: SEND, count: 1, performed: false });
  const [image, text] = await commandBoth(conversationId, 'never alone');
  await settled(image, 'failed');
  await settled(text, 'failed');
  expect(await world.outbound(text)).toMatchObject({ failure_code: 'held_back' });
  expect(await sends()).toEqual([]);
});

test('H14: an echo proves a lost image, and tells two of them apart', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.simulator.control.fault({ kind: 'lost_response', endpoint: SEND, count: 2 });
  await world.simulator.control.fault({ kind: 'http_error', endpoint: '/business/message/content/list/' });
  const first = await world.command(conversationId, '', { content: await world.image('one') });
  const second = await world.command(conversationId, '', { content: await world.image('two'), precededBy: first });
  await settled(second, 'unconfirmed');
  const [one, two] = await world.ledger('message.send');
  const uploaded = await world.ledger('media.upload');
  for (const [sent, upload] of [
    [two, uploaded[1]],
    [one, uploaded[0]],
  ]) {
    const platformMediaId = String(upload?.result['mediaId']);
    await world.echo(conversationId, String(sent?.result['messageId']), { type: 'image', platformMediaId, url: null });
  }
  await settled(first, 'sent');
  await settled(second, 'sent');
  expect([(await world.outbound(first)).external_id, (await world.outbound(second)).external_id]).toEqual([
    one?.result['messageId'],
    two?.result['messageId'],
  ]);
  expect(world.harness.published(MessageObserved)).toEqual([]);
});

test('H14: an image that TikTok does not have is not proven by the next one', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.simulator.control.fault({ kind: 'http_error', endpoint: SEND, count: 1, performed: false });
  const first = await world.command(conversationId, '', { content: await world.image('one') });
  await settled(first, 'failed');
  await world.simulator.control.fault({ kind: 'lost_response', endpoint: SEND, count: 1 });
  const second = await world.command(conversationId, '', { content: await world.image('two') });
  await until('TikTok has it', async () => (await sends()).length === 1);
  const [sent] = await world.ledger('message.send');
  const uploaded = await world.ledger('media.upload');
  const platformMediaId = String(uploaded.at(-1)?.result['mediaId']);
  await world.echo(conversationId, String(sent?.result['messageId']), { type: 'image', platformMediaId, url: null });
  await settled(second, 'sent');
  expect(await world.outbound(first)).toMatchObject({ state: 'failed', failure_code: 'not_sent' });
});

test.each([
  ['fails', { kind: 'http_error', endpoint: UPLOAD, count: 2 }],
  ['is not answered', { kind: 'lost_response', endpoint: UPLOAD, count: 1 }],
  ['is refused for its rate', { kind: 'refuse', code: 40100, endpoint: UPLOAD, count: 2 }],
] as const)('an upload that %s is repeated: it is no message', async (_how, fault) => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.simulator.control.fault(fault);
  const messageId = await world.command(conversationId, '', { content: await world.image() });
  await settled(messageId, 'sent');
  expect(await sends()).toEqual(['IMAGE']);
});

test('H18: a token that TikTok refuses at the upload is renewed', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await world.simulator.control.expireTokens('sim.store', 'access');
  await settled(await world.command(conversationId, '', { content: await world.image() }), 'sent');
  expect(await sends()).toEqual(['IMAGE']);
});

test('an image that is no longer there is not sent, and says so', async () => {
  const { conversationId } = await world.customerWrites('ana_pe');
  const content = await world.image();
  if (content.type === 'image') await world.storage.remove(workspaceId, content.upload.mediaId);
  const messageId = await world.command(conversationId, '', { content });
  await settled(messageId, 'failed');
  expect(await world.outbound(messageId)).toMatchObject({ failure_code: 'image_gone' });
});

test('FEED-08, REC-29: an image is published under the top comment', async () => {
  const comment = await world.simulator.control.act({
    do: 'comment',
    customer: 'ana_pe',
    post: seedIds.post,
    text: 'what colour?',
  });
  const commentId = String(comment['commentId']);
  const messageId = await world.command(commentId, '', {
    channelId: feed,
    channelType: 'tiktok_feed',
    videoId: seedIds.post,
    content: await world.image('colours', 400, 600),
    ticketId: newId(),
  });
  await settled(messageId, 'sent');
  const [entry] = await world.ledger('comment.reply');
  expect(entry?.target).toMatchObject({ parentCommentId: commentId });
  expect(await world.ledger('comment.image_upload')).toHaveLength(1);
});

test('FEED-08, H14: the list proves the image of a comment whose answer was lost', async () => {
  const comment = await world.simulator.control.act({
    do: 'comment',
    customer: 'ana_pe',
    post: seedIds.post,
    text: 'x',
  });
  await world.simulator.control.fault({ kind: 'lost_response', endpoint: '/business/comment/reply/create/', count: 1 });
  const messageId = await world.command(String(comment['commentId']), '', {
    channelId: feed,
    channelType: 'tiktok_feed',
    videoId: seedIds.post,
    content: await world.image('colours', 400, 600),
  });
  await settled(messageId, 'sent');
  expect(await world.outbound(messageId)).toMatchObject({ proven_by: 'list' });
  expect(await world.ledger('comment.reply')).toHaveLength(1);
});
