import {
  type AnswerOf,
  CommentAccepted,
  CommentModerated,
  type DataOf,
  ModerateComment,
  ModerationPace,
  type Visibility,
} from '@duet/contracts';
import { type Harness, until } from '@duet/testing';
import { feed, workspaceId } from './world.ts';

type Command = DataOf<typeof ModerateComment>;

/** In the place of moderation: takes commands when the test says so, and tells of them. */
export class ModerationStandIn {
  readonly #harness: Harness;
  readonly #versions = new Map<string, number>();
  #answered = 0;

  constructor(harness: Harness) {
    this.#harness = harness;
  }

  /** Calls go through one in two seconds for each account, and ten in one second for all. */
  async tellPace(): Promise<void> {
    await this.#harness.answer(ModerationPace, ({ accountIds }): Promise<AnswerOf<typeof ModerationPace>> => {
      const accounts = accountIds.map((id) => ({ accountId: id, perCallMs: 2_000, opensInMs: 500 }));
      return Promise.resolve({ perCallMs: 100, accounts });
    });
  }

  commands(): Command[] {
    return this.#harness.published(ModerateComment).map(({ data }) => data);
  }

  /** The next commands that nobody took yet, once there are so many. */
  async next(count: number): Promise<Command[]> {
    const from = this.#answered;
    await until(`${from + count} commands`, () => Promise.resolve(this.commands().length >= from + count));
    this.#answered += count;
    return this.commands().slice(from, from + count);
  }

  /** TikTok takes the next commands, one after the other, and their effect shows. */
  async fulfil(count: number): Promise<Command[]> {
    const commands: Command[] = [];
    while (commands.length < count) {
      for (const command of await this.next(1)) {
        commands.push(command);
        await this.accept(command);
        await this.confirm(command);
      }
    }
    await this.#harness.drained();
    return commands;
  }

  async accept({ commentId, jobId }: Command): Promise<void> {
    if (jobId === undefined) return;
    await this.#harness.publish(CommentAccepted, { workspaceId, data: { channelId: feed, commentId, jobId } });
  }

  confirm({ commentId, action }: Command): Promise<void> {
    return this.reports(commentId, action === 'hide' ? 'hidden' : 'public');
  }

  /** News of a comment with nothing pending: by us, or by somebody at TikTok. */
  async reports(commentId: string, confirmed: Visibility): Promise<void> {
    await this.#tell(commentId, { confirmed, failure: null });
  }

  async refuse({ commentId, action }: Command, code: string, reason: string): Promise<void> {
    await this.#tell(commentId, { confirmed: null, failure: { action, code, reason } });
  }

  async #tell(commentId: string, news: Pick<DataOf<typeof CommentModerated>, 'confirmed' | 'failure'>): Promise<void> {
    const version = (this.#versions.get(commentId) ?? 0) + 1;
    this.#versions.set(commentId, version);
    const confirmedAt = news.confirmed && new Date().toISOString();
    const data = { channelId: feed, commentId, pending: null, confirmedAt, version, ...news };
    await this.#harness.publish(CommentModerated, { workspaceId, data });
  }
}
