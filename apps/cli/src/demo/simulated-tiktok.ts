import { z } from 'zod';
import { Failure } from '../command.ts';

const Acted = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const Post = z.object({ itemId: z.string(), caption: z.string() });
const Posts = z.tuple([Post], Post);
const Ledger = z.array(
  z.object({
    kind: z.string(),
    text: z.string().optional(),
    target: z.record(z.string(), z.string()),
    result: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  }),
);
export type LedgerEntry = z.infer<typeof Ledger>[number];

/** The simulator as its audience sees it: customers act, and its ledger says what really reached TikTok. */
export class SimulatedTikTok {
  readonly #url: string;

  constructor(simulatorUrl: string) {
    this.#url = `${simulatorUrl}/_control`;
  }

  /** @returns TikTok's id of the message */
  async writeMessage(account: string, customer: string, text: string): Promise<string> {
    return this.#act({ do: 'dm', account, customer, text }, 'messageId');
  }

  /** @returns TikTok's id of the comment */
  async writeComment(post: string, customer: string, text: string): Promise<string> {
    return this.#act({ do: 'comment', post, customer, text }, 'commentId');
  }

  async firstPost(account: string): Promise<z.infer<typeof Post>> {
    return Posts.parse(await this.#call(`/posts?${new URLSearchParams({ account })}`))[0];
  }

  /** What the app sent with exactly this text. */
  async sent(kind: 'message.send' | 'comment.reply', text: string): Promise<LedgerEntry[]> {
    const entries = Ledger.parse(await this.#call(`/ledger?${new URLSearchParams({ kind })}`));
    return entries.filter((entry) => entry.text === text);
  }

  async #act(action: object, id: string): Promise<string> {
    return String(Acted.parse(await this.#call('/actions', action))[id]);
  }

  async #call(path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.#url}${path}`, {
      ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Failure(`${path} of the simulator: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}
