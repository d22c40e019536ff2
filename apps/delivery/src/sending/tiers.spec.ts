import {
  defaultSettings,
  MessageFailed,
  MessageSent,
  WindowChanged,
  type WindowPolicyName,
  WorkspaceChanged,
} from '@duet/contracts';
import { workspaceId, World } from '../testing/world.ts';

const HOUR_MS = 3_600_000;

let world: World;
let version = 0;

beforeEach(async () => {
  world = await World.start();
});

afterEach(() => world.stop());

/** Both sides: what TikTok does, and what the workspace has set. */
const count = async (tiktok: WindowPolicyName, ours: WindowPolicyName): Promise<void> => {
  await world.simulator.control.settings({ windowMode: tiktok });
  version += 1;
  const settings = { ...defaultSettings, windowPolicy: ours };
  await world.harness.publish(WorkspaceChanged, {
    workspaceId,
    data: { name: 'Shop', plan: 'paid', settings, version },
  });
  await world.harness.drained();
};

const send = async (conversationId: string, messages: number): Promise<void> => {
  for (let message = 1; message <= messages; message += 1) await world.command(conversationId, `${message}`);
  await world.harness.drained();
};

const sent = (): number => world.harness.published(MessageSent).length;
const refused = (): string[] => world.harness.published(MessageFailed).map(({ data }) => data.code);
const lastWindow = () => world.harness.published(WindowChanged).at(-1)?.data;

/** The customer has answered a message of ours. */
const answered = async (): Promise<string> => {
  const { conversationId } = await world.customerWrites('ana_pe');
  await send(conversationId, 1);
  await world.customerWrites('ana_pe', 'thanks');
  await world.harness.drained();
  return conversationId;
};

test('WIN-03 WIN-21: by tiers, ten until the customer answers, then without a number, and three after the window', async () => {
  await count('tiered', 'tiered');
  const { conversationId } = await world.customerWrites('ana_pe');
  await send(conversationId, 11);
  expect([sent(), refused()]).toEqual([10, ['quota_used_up']]);

  await world.customerWrites('ana_pe', 'thanks');
  await world.harness.drained();
  expect(lastWindow()).toMatchObject({ remaining: 10, tiers: { unlimited: true, remainingAfter: 3 } });
  await send(conversationId, 12);
  expect(sent()).toBe(22);

  await world.moveClock(49 * HOUR_MS);
  await send(conversationId, 4);
  expect([sent(), refused()]).toEqual([25, ['quota_used_up', 'window_closed']]);
  expect(lastWindow()).toMatchObject({ tiers: { unlimited: true, remainingAfter: 0 } });
});

test('flat is the default: our own record refuses the eleventh although TikTok would take it', async () => {
  await count('tiered', 'flat');
  const conversationId = await answered();
  await send(conversationId, 11);
  expect([sent(), refused()]).toEqual([11, ['quota_used_up']]);
});

test('WIN-18: by tiers at a TikTok that counts flat, its own verdict is shown and no message goes out twice', async () => {
  await count('flat', 'tiered');
  const conversationId = await answered();
  await send(conversationId, 11);
  expect(sent()).toBe(11);
  expect(refused()).toEqual(['tiktok_40064']);
  expect(await world.ledger('message.send')).toHaveLength(11);
});

test('a workspace that changes how it counts hears at once what is left of its open windows', async () => {
  await count('tiered', 'flat');
  const conversationId = await answered();
  await send(conversationId, 4);
  expect(lastWindow()).toMatchObject({ threadId: conversationId, remaining: 6 });
  await count('tiered', 'tiered');
  expect(lastWindow()).toMatchObject({ threadId: conversationId, tiers: { unlimited: true, remainingAfter: 3 } });
  await count('tiered', 'flat');
  expect(lastWindow()).toMatchObject({ threadId: conversationId, remaining: 6 });
  expect(lastWindow()?.tiers).toBeUndefined();
});
