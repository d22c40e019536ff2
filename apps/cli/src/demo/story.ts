import { randomUUID } from 'node:crypto';
import {
  type ChannelView,
  ChannelList,
  ConnectComplete,
  ConnectStart,
  type MessageView,
  SessionView,
  SetupFinish,
  TicketList,
  TicketMessages,
  TicketReply,
  type TicketView,
} from '@duet/contracts';
import { Failure } from '../command.ts';
import type { DemoFile } from '../up/demo-file.ts';
import { consent } from './consent.ts';
import { comment, deliver, type Delivery, directMessage } from './deliveries.ts';
import { DuetApi } from './duet-api.ts';
import { eventually } from './eventually.ts';
import { SimulatedTikTok } from './simulated-tiktok.ts';

/** Tells one step with its evidence. */
export type Tell = (step: string, evidence: string) => void;

/**
 * The main job from outside, over HTTP only: connect an account, receive what customers write, answer it, and see at
 * TikTok that each answer arrived exactly once.
 *
 * @throws Failure at the first step whose evidence is missing
 */
export async function tellStory(demo: DemoFile, tell: Tell): Promise<void> {
  const person = await DuetApi.signIn(demo.apiUrl, demo.login);
  const session = await person.get('/session', SessionView);
  tell('sign in', `${session.person.name}, ${session.role} of "${session.workspace.name}" (${session.workspace.plan})`);
  for (const { type, state, account } of await connect(person, demo)) {
    tell('connect', `${type} of @${account.username} is ${state}`);
  }

  const api = new DuetApi(demo.apiUrl, { apiKey: demo.apiKey });
  const tiktok = new SimulatedTikTok(demo.simulatorUrl);
  const tag = randomUUID().slice(0, 8);
  const post = await tiktok.firstPost(demo.accountId);

  const question = `Do you ship to Peru? (${tag})`;
  await tiktok.writeMessage(demo.accountId, 'ana_pe', question);
  const conversation = await ticketAbout(api, question);
  tell('message', `ticket #${conversation.number} of ${conversation.contact.username ?? 'ana_pe'}: "${question}"`);

  const remark = `Is the blue one back? (${tag})`;
  const commentId = await tiktok.writeComment(post.itemId, 'bo_mx', remark);
  const thread = await ticketAbout(api, remark);
  tell('comment', `ticket #${thread.number}: "${remark}" (${commentId}) under "${post.caption}"`);

  const answer = `We do, in five days. (${tag})`;
  const sentAnswer = await reply(api, conversation, answer);
  tell('reply', `sent as ${sentAnswer.externalId}: "${answer}"`);
  const response = `Since this morning! (${tag})`;
  const sentResponse = await reply(api, thread, response);
  tell('comment reply', `sent as ${sentResponse.externalId}: "${response}"`);

  const handMessage = directMessage(demo, `Written by hand, delivered three times (${tag})`);
  await deliverThrice(demo, handMessage, 'message');
  const handTicket = await ticketAbout(api, `Written by hand, delivered three times (${tag})`);
  await expectOnce(api, handTicket, handMessage);
  tell('signed message', `200 three times, in ticket #${handTicket.number} once`);
  const handComment = comment(demo, post.itemId, `A comment by hand (${tag})`);
  await deliverThrice(demo, handComment, 'comment');
  const handThread = await ticketAbout(api, `A comment by hand (${tag})`);
  await expectOnce(api, handThread, handComment);
  tell('signed comment', `200 three times, in ticket #${handThread.number} once, id ${handComment.id} digit by digit`);

  const unsigned = await deliver(demo, handMessage.body);
  if (unsigned !== 401) throw new Failure(`an unsigned delivery was answered with ${unsigned}`);
  tell('forged', 'an unsigned delivery is refused with 401');

  const messages = await tiktok.sent('message.send', answer);
  if (messages.length !== 1) throw new Failure(`TikTok has the reply ${messages.length} times`);
  tell('at TikTok', `the reply once, as ${messages[0]?.result['messageId']}`);
  const replies = await tiktok.sent('comment.reply', response);
  const parent = replies[0]?.target['parentCommentId'];
  if (replies.length !== 1 || parent !== commentId) {
    throw new Failure(`TikTok has the comment reply ${replies.length} times, under ${parent}`);
  }
  tell('at TikTok', `the comment reply once, under its parent ${parent}`);
}

/** Through TikTok's consent page and back; an account that is connected already stays so. */
async function connect(person: DuetApi, demo: DemoFile): Promise<ChannelView[]> {
  const { channels } = await person.get('/channels', ChannelList.answer);
  const connected = channels.filter(({ state }) => state === 'connected');
  if (connected.length === 2) return connected;
  const { connectionId, authorizeUrl } = await person.post('/channels/tiktok/connect', {}, ConnectStart.answer);
  const redirect = await consent(authorizeUrl, demo.accountId);
  await person.post('/channels/tiktok/callback', redirect, ConnectComplete.answer);
  const setup = { title: 'Sim Store', nlpApp: null };
  const finished = await person.post(`/channels/tiktok/connections/${connectionId}/finish`, setup, SetupFinish.answer);
  const open = finished.channels.find(({ state }) => state !== 'connected');
  if (finished.channels.length !== 2 || open) throw new Failure(`${open?.type ?? 'a channel'} is not connected`);
  return finished.channels;
}

function ticketAbout(api: DuetApi, text: string): Promise<TicketView> {
  return eventually(`a ticket about "${text}"`, async () => {
    const { tickets } = await api.get('/tickets?limit=100', TicketList.answer);
    return tickets.find(({ lastMessage }) => lastMessage.preview === text);
  });
}

/** Answers a ticket and waits until TikTok took the answer. */
async function reply(api: DuetApi, { id }: TicketView, text: string): Promise<MessageView> {
  const queued = await api.post(`/tickets/${id}/messages`, { text }, TicketReply.answer, randomUUID());
  return eventually(`"${text}" as sent`, async () => {
    const message = (await messagesOf(api, id)).find((candidate) => candidate.id === queued.id);
    if (message?.delivery?.status === 'failed') {
      throw new Failure(`"${text}" failed: ${message.delivery.failure?.reason}`);
    }
    return message?.delivery?.status === 'sent' ? message : undefined;
  });
}

async function messagesOf(api: DuetApi, ticketId: string): Promise<MessageView[]> {
  return (await api.get(`/tickets/${ticketId}/messages?limit=100`, TicketMessages.answer)).messages;
}

async function deliverThrice(demo: DemoFile, { body }: Delivery, what: string): Promise<void> {
  for (let time = 0; time < 3; time++) {
    const status = await deliver(demo, body, demo.webhookSecret);
    if (status !== 200) throw new Failure(`the signed ${what} was answered with ${status}`);
  }
}

async function expectOnce(api: DuetApi, ticket: TicketView, { id }: Delivery): Promise<void> {
  const times = (await messagesOf(api, ticket.id)).filter(({ externalId }) => externalId === id).length;
  if (times !== 1) throw new Failure(`${id} stands ${times} times in ticket #${ticket.number}`);
}
