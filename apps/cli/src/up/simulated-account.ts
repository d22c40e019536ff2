import { z } from 'zod';

const Accounts = z.array(z.object({ openId: z.string(), username: z.string(), kind: z.string() }));

/** The account that the demo connects: the simulator's first business account. */
export async function firstBusinessAccount(simulatorUrl: string): Promise<string> {
  const answer = await fetch(`${simulatorUrl}/_control/accounts`);
  const account = Accounts.parse(await answer.json()).find(({ kind }) => kind === 'BUSINESS');
  if (!account) throw new Error('the simulator has no business account');
  return account.openId;
}
