import { Injectable } from '@nestjs/common';
import {
  type AnswerOf,
  newId,
  type RequestOf,
  TagAdd,
  TagChange,
  TagList,
  TagRemove,
  type TagView,
} from '@duet/contracts';
import { Answers, Clock, type QuestionInTx } from '@duet/messaging';
import { AuditStore } from '../audit/audit.store.ts';
import { TagStore } from './tag.store.ts';

/** The workspace's tags (INB-03). */
@Injectable()
export class TagAnswers {
  readonly #tags: TagStore;
  readonly #audit: AuditStore;
  readonly #clock: Clock;

  constructor(tags: TagStore, audit: AuditStore, clock: Clock) {
    this.#tags = tags;
    this.#audit = audit;
    this.#clock = clock;
  }

  @Answers(TagList)
  async list(_request: RequestOf<typeof TagList>, { tx }: QuestionInTx): Promise<AnswerOf<typeof TagList>> {
    return { tags: await this.#tags.all(tx) };
  }

  @Answers(TagAdd)
  async add({ name, color }: RequestOf<typeof TagAdd>, question: QuestionInTx): Promise<TagView> {
    const tag = { id: newId(), name, color };
    await this.#tags.add(question.tx, question.actor.workspaceId, tag);
    await this.#note('tag_added', tag, question);
    return tag;
  }

  @Answers(TagChange)
  async change({ id, ...wish }: RequestOf<typeof TagChange>, question: QuestionInTx): Promise<TagView> {
    const tag = await this.#tags.change(question.tx, id, wish);
    await this.#note('tag_changed', tag, question);
    return tag;
  }

  @Answers(TagRemove)
  async remove({ id }: RequestOf<typeof TagRemove>, question: QuestionInTx): Promise<TagView> {
    const tag = await this.#tags.remove(question.tx, id);
    await this.#note('tag_removed', tag, question);
    return tag;
  }

  async #note(action: string, tag: TagView, { tx, actor }: QuestionInTx): Promise<void> {
    await this.#audit.add(tx, { at: this.#clock.now(), actor, action, ticketId: null, details: { ...tag } });
  }
}
