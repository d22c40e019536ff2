import { Injectable } from '@nestjs/common';
import {
  type Actor,
  type AnswerOf,
  newId,
  Rejection,
  type RequestOf,
  SavedReplyAdd,
  SavedReplyChange,
  SavedReplyList,
  SavedReplyRemove,
  type SavedReplyView,
  supervisors,
} from '@duet/contracts';
import { Answers, Clock, type QuestionInTx } from '@duet/messaging';
import { AuditStore } from '../audit/audit.store.ts';
import { SavedReplyStore } from './saved-reply.store.ts';

/** Replies that are written once and used often (INB-06). */
@Injectable()
export class SavedReplyAnswers {
  readonly #replies: SavedReplyStore;
  readonly #audit: AuditStore;
  readonly #clock: Clock;

  constructor(replies: SavedReplyStore, audit: AuditStore, clock: Clock) {
    this.#replies = replies;
    this.#audit = audit;
    this.#clock = clock;
  }

  @Answers(SavedReplyList)
  async list(
    _request: RequestOf<typeof SavedReplyList>,
    { tx, actor }: QuestionInTx,
  ): Promise<AnswerOf<typeof SavedReplyList>> {
    return { savedReplies: await this.#replies.all(tx, actor.id) };
  }

  @Answers(SavedReplyAdd)
  add(
    { imageId: _looked, image: found, ...wish }: RequestOf<typeof SavedReplyAdd>,
    question: QuestionInTx,
  ): Promise<SavedReplyView> {
    return this.#save('saved_reply_added', null, { id: newId(), ...wish, image: found ?? null }, question);
  }

  @Answers(SavedReplyChange)
  async change(
    { id, imageId, image: found, ...wish }: RequestOf<typeof SavedReplyChange>,
    question: QuestionInTx,
  ): Promise<SavedReplyView> {
    const before = await this.#replies.lock(question.tx, id, question.actor.id);
    const image = imageId === undefined ? before.image : (found ?? null);
    return this.#save('saved_reply_changed', before, { ...before, ...wish, image }, question);
  }

  @Answers(SavedReplyRemove)
  async remove({ id }: RequestOf<typeof SavedReplyRemove>, question: QuestionInTx): Promise<SavedReplyView> {
    const reply = await this.#replies.lock(question.tx, id, question.actor.id);
    refuseUnlessTheirs(reply, question.actor);
    await this.#replies.remove(question.tx, id);
    await this.#note('saved_reply_removed', reply, question);
    return reply;
  }

  async #save(
    action: string,
    before: SavedReplyView | null,
    reply: SavedReplyView,
    question: QuestionInTx,
  ): Promise<SavedReplyView> {
    const { tx, actor } = question;
    for (const one of [before, reply]) if (one) refuseUnlessTheirs(one, actor);
    await this.#replies.save(tx, { workspaceId: actor.workspaceId, personId: actor.id }, reply);
    await this.#note(action, reply, question);
    return reply;
  }

  async #note(action: string, { id, title, isShared }: SavedReplyView, { tx, actor }: QuestionInTx): Promise<void> {
    const details = { id, title, isShared };
    await this.#audit.add(tx, { at: this.#clock.now(), actor, action, ticketId: null, details });
  }
}

/** Everybody keeps their own; those of the workspace are kept by supervisors and above. */
function refuseUnlessTheirs({ isShared }: SavedReplyView, { role }: Actor): void {
  if (isShared && !supervisors.includes(role)) {
    throw new Rejection(
      'forbidden',
      {},
      "The workspace's saved replies are kept by supervisors. Save one for yourself.",
    );
  }
}
