import { newId } from '@duet/contracts';
import { System, until } from '@duet/testing';
import { picture } from '@duet/tiktok-simulator';
import { freshTicket } from './fresh-ticket.ts';
import { impatientDelivery } from './impatient-delivery.ts';

let system: System;

beforeAll(async () => {
  system = await System.start({ environment: { delivery: impatientDelivery } });
  await system.connectTikTok();
}, 120_000);
afterAll(() => system.stop());

/** Where the process dies, and what becomes of the image. */
test.each([
  ['before the command is known to be taken on', 'delivery.accepted', 'sent', 1],
  ['before the upload', 'delivery.claimed', 'sent', 1],
  ['after the upload, before it is recorded', 'delivery.uploaded', 'sent', 2],
  ['between the recorded upload and the send', 'delivery.upload-recorded', 'failed', 1],
  ['after the send, before it is recorded', 'delivery.answered', 'sent', 1],
  ['after it is recorded, before it is told', 'delivery.recorded', 'sent', 1],
] as const)(
  'H14, DM-04: a crash %s never doubles an image, and ends with the truth',
  async (_where, failpoint, outcome, uploads) => {
    const ticketId = await freshTicket(system);
    const imageId = await upload();
    const before = { sends: await count('message.send'), uploads: await count('media.upload') };
    const delivery = system.program('delivery');
    await delivery.stop();
    await delivery.start({ DUET_FAILPOINT: failpoint });
    const { status, body } = await system.api.post(`/tickets/${ticketId}/messages`, { imageId });
    expect(status).toBe(202);
    await delivery.ended();
    await delivery.start();
    const state = () => stateOf(String(body['id']));
    await until('the outcome is known', async () => ['sent', 'failed'].includes(await state()), 30_000);
    expect(await state()).toBe(outcome);
    expect((await count('message.send')) - before.sends).toBe(outcome === 'sent' ? 1 : 0);
    expect((await count('media.upload')) - before.uploads).toBe(uploads);
  },
  120_000,
);

const count = async (kind: 'message.send' | 'media.upload') => (await system.simulator.ledger({ kind })).length;

async function stateOf(messageId: string): Promise<string> {
  const [row] = await system.sql<{ state: string }>('SELECT state FROM delivery.outbound WHERE id = $1', [messageId]);
  return row?.state ?? 'not accepted';
}

async function upload(): Promise<string> {
  const form = new FormData();
  form.set('for', 'tiktok_messenger');
  form.set('file', new Blob([new Uint8Array(picture(newId(), 400, 400))]), 'photo.png');
  const response = await fetch(`${system.gatewayUrl}/api/v1/media`, {
    method: 'POST',
    headers: { authorization: `Bearer ${system.apiKey}` },
    body: form,
  });
  const answer: unknown = await response.json();
  if (typeof answer !== 'object' || answer === null || !('mediaId' in answer)) throw new Error(JSON.stringify(answer));
  return String(answer.mediaId);
}
