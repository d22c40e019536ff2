import { newId } from '@duet/contracts';
import { System, until } from '@duet/testing';

let system: System;

beforeAll(async () => {
  system = await System.start({
    durable: false,
    niceness: 0,
    services: ['ingestion', 'channels', 'ticketing', 'delivery', 'moderation', 'gateway'],
  });
  await system.connectTikTok();
}, 120_000);
afterAll(() => system.stop());

interface Post {
  readonly itemId: string;
  readonly mediaType: 'VIDEO' | 'PHOTO';
  readonly createdAt: number;
}

interface Row {
  readonly external_id: string;
  readonly video_id: string;
  readonly parent_comment_id: string | null;
  readonly ticket_id: string | null;
}

test('FEED-27: comments and replies on videos and photos arrive as tickets, also on posts made before connecting', async () => {
  const posts = await system.simulator.get<Post[]>('/posts');
  expect(new Set(posts.map(({ mediaType }) => mediaType))).toEqual(new Set(['VIDEO', 'PHOTO']));
  const day = 24 * 60 * 60_000;
  expect(posts.every(({ createdAt }) => createdAt <= Date.now() - day)).toBe(true);
  await settled();
  const written = new Map<string, { video_id: string; parent_comment_id: string | null }>();
  for (const { itemId } of posts) {
    const parent = await system.simulator.act({ do: 'comment', customer: 'ana_pe', post: itemId, text: 'Lovely' });
    const parentId = String(parent['commentId']);
    const reply = await system.simulator.act({ do: 'reply', customer: 'bo_mx', comment: parentId, text: 'I agree' });
    written.set(parentId, { video_id: itemId, parent_comment_id: null });
    written.set(String(reply['commentId']), { video_id: itemId, parent_comment_id: parentId });
  }
  const rows = (): Promise<Row[]> =>
    system.sql<Row>(
      'SELECT external_id, video_id, parent_comment_id, ticket_id FROM ticketing.messages WHERE external_id = ANY($1)',
      [[...written.keys()]],
    );
  await until('all have arrived', async () => (await rows()).length === written.size);
  const arrived = await rows();
  for (const { external_id: id, video_id, parent_comment_id } of arrived)
    expect([id, { video_id, parent_comment_id }]).toEqual([id, written.get(id)]);
  expect(new Set(arrived.map(({ ticket_id: ticketId }) => ticketId)).size).toBe(written.size);
  expect(arrived.every(({ ticket_id: ticketId }) => ticketId !== null)).toBe(true);
}, 180_000);

/** The channel takes comments in as they come: what was written in the very second of its connecting may be history. */
async function settled(): Promise<void> {
  const [post] = await system.simulator.get<Post[]>('/posts');
  await until('a comment becomes a ticket', async () => {
    const text = newId();
    await system.simulator.act({ do: 'comment', customer: 'dora_de', post: post?.itemId ?? '', text });
    const { body } = await system.api.get('/tickets?channelType=tiktok_feed');
    return (body as { tickets?: unknown[] }).tickets?.length !== 0;
  });
}
