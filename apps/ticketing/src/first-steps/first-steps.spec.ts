import { CommentModerate, FirstSteps, TicketReply } from '@duet/contracts';
import { ana, workspaceId, World } from '../../test/world.ts';

let world: World;

beforeAll(async () => (world = await World.start()));
afterAll(() => world.harness.stop());

const steps = () => world.harness.ask(FirstSteps, {}, ana);

test('the first steps of a workspace are the first message, the first answer and the first comment hidden', async () => {
  expect(await steps()).toEqual({ received: false, answered: false, hid: false });
  const ticket = await world.comments('first');
  expect(await steps()).toEqual({ received: true, answered: false, hid: false });
  await world.harness.ask(TicketReply, { id: ticket.id, text: 'Thank you!' }, ana);
  expect(await steps()).toEqual({ received: true, answered: true, hid: false });
  await world.harness.ask(CommentModerate, { id: ticket.subjectMessageId ?? '', action: 'hide' }, ana);
  expect(await steps()).toEqual({ received: true, answered: true, hid: true });
});

test('a workspace in which much was done is past its first steps, whatever it was', async () => {
  await world.harness.sql('DELETE FROM ticketing.audit');
  const work = (n: number) =>
    world.harness.sql(
      `INSERT INTO ticketing.audit (workspace_id, id, at, actor_kind, actor_id, actor_name, action, details)
       SELECT $1, gen_random_uuid(), now(), 'person', 'a', 'Ana', 'tag', '{}' FROM generate_series(1, $2)`,
      [workspaceId, n],
    );
  await work(999);
  expect(await steps()).toEqual({ received: true, answered: false, hid: false });
  await work(1);
  expect(await steps()).toEqual({ received: true, answered: true, hid: true });
});
