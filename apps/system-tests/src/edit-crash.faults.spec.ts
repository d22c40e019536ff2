import { newId } from '@duet/contracts';
import { System, until } from '@duet/testing';
import { seedIds } from '@duet/tiktok-simulator';
import { impatientDelivery } from './impatient-delivery.ts';

let system: System;
let ticketId: string;

beforeAll(async () => {
  system = await System.start({ environment: { delivery: impatientDelivery } });
  await system.connectTikTok();
  ticketId = await openTicket();
}, 120_000);
afterAll(() => system.stop());

/** Where a process dies in the middle of an edit, and what becomes of the edit. */
test.each([
  ['before the new comment is posted', 'delivery', 'delivery.claimed', 'refused', 0],
  ['after it was posted, before that is recorded', 'delivery', 'delivery.answered', 'done', 1],
  ['after the old one was deleted, before that is recorded', 'moderation', 'moderation.answered', 'done', 1],
] as const)(
  'REC-09: a crash %s leaves one new comment and one deletion, or neither',
  async (_where, service, failpoint, outcome, times) => {
    const old = await post(`old ${newId()}`);
    const before = { replies: await count('comment.reply'), deletions: await count('comment.delete') };
    const program = system.program(service);
    await program.stop();
    await program.start({ DUET_FAILPOINT: failpoint });
    const { status, body } = await system.api.post(`/comments/${old}/edit`, { text: `new ${newId()}` });
    expect(status).toBe(202);
    await program.ended();
    await program.start();
    await until('the edit is over', async () => (await editOf(String(body['id']))) === outcome, 30_000);
    expect((await count('comment.reply')) - before.replies).toBe(times);
    expect((await count('comment.delete')) - before.deletions).toBe(times);
  },
  120_000,
);

test('REC-09: ticketing killed while TikTok takes the new comment still deletes the old one, once', async () => {
  const old = await post(`old ${newId()}`);
  const before = { replies: await count('comment.reply'), deletions: await count('comment.delete') };
  await system.simulator.fault({ kind: 'latency', endpoint: '/business/comment/reply/create/', count: 1, ms: 1_000 });
  const text = `new ${newId()}`;
  const { body } = await system.api.post(`/comments/${old}/edit`, { text });
  await until('delivery has it', async () => {
    const rows = await system.sql(`SELECT 1 FROM delivery.outbound WHERE text = $1`, [text]);
    return rows.length === 1;
  });
  await system.kill('ticketing');
  await until('TikTok has it', async () => (await count('comment.reply')) === before.replies + 1, 30_000);
  await system.revive('ticketing');
  await until('the edit is over', async () => (await editOf(String(body['id']))) === 'done', 30_000);
  expect(await count('comment.reply')).toBe(before.replies + 1);
  expect(await count('comment.delete')).toBe(before.deletions + 1);
}, 120_000);

const count = async (kind: 'comment.reply' | 'comment.delete') => (await system.simulator.ledger({ kind })).length;

/** The ticket of a customer's comment. One of the very second in which the channel connects may count as history. */
async function openTicket(): Promise<string> {
  let found = '';
  await until('a comment has its ticket', async () => {
    const text = `Do you ship? ${newId()}`;
    await system.simulator.act({ do: 'comment', customer: 'bo_mx', post: seedIds.post, text });
    const { body } = await system.api.get('/tickets?channelType=tiktok_feed');
    found = (body as { tickets?: { id: string }[] }).tickets?.at(0)?.id ?? '';
    return found !== '';
  });
  return found;
}

/** A comment of ours that TikTok has. */
async function post(text: string): Promise<string> {
  const { body } = await system.api.post(`/tickets/${ticketId}/messages`, { text });
  const id = String(body['id']);
  await until('the reply is sent', async () => {
    const rows = await system.sql(`SELECT 1 FROM ticketing.messages WHERE id = $1 AND delivery_status = 'sent'`, [id]);
    return rows.length === 1;
  });
  return id;
}

interface Shown {
  readonly id: string;
  readonly comment: { readonly edit: { readonly state: string } | null } | null;
}

async function editOf(id: string): Promise<string | undefined> {
  const { body } = await system.api.get(`/tickets/${ticketId}/messages`);
  const messages = (body as { messages?: Shown[] }).messages ?? [];
  return messages.find((message) => message.id === id)?.comment?.edit?.state;
}
