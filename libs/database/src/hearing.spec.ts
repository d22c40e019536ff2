import { randomUUID } from 'node:crypto';
import { type TestDatabase, until } from '@duet/testing';
import { schema, startNotes } from '../test/notes.ts';
import { Database } from './database.ts';

let server: { database: TestDatabase; url: (role: 'owner' | 'worker') => string };
let database: Database;

beforeAll(async () => {
  server = await startNotes();
  database = await Database.connect({ url: server.url('worker'), schema, poolSize: 4 });
});

afterAll(async () => {
  await database.close();
  await server.database.drop();
});

const end = (channel: string): Promise<unknown> =>
  database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = $1`, [`LISTEN "${channel}"`]);

test('what another process tells is heard at once, also after the connection was lost', async () => {
  const channel = randomUUID();
  let heard = 0;
  const hearing = database.hear(channel, () => (heard += 1));
  const next = async (tell: () => Promise<unknown>): Promise<void> => {
    const before = heard;
    await tell();
    await until('it is heard', async () => heard > before);
  };
  await until('it listens', async () => heard > 0);
  await next(() => database.tell(channel));
  await next(() => end(channel));
  await next(() => database.tell(channel));
  await hearing.stop();
});
