import { Injectable } from '@nestjs/common';
import { type AnswerOf, Rejection, type RequestOf, SavedView, supervisors, ViewsGet, ViewsSet } from '@duet/contracts';
import { Answers, type QuestionInTx } from '@duet/messaging';
import { DocumentStore } from './document.store.ts';

const viewsFrom = (document: unknown) => SavedView.array().parse(document);
const ofPerson = (personId: string) => `views_of_${personId}` as const;

/** Filters of the ticket list with names, of the workspace and of each person. */
@Injectable()
export class ViewAnswers {
  constructor(private readonly documents: DocumentStore) {}

  @Answers(ViewsGet)
  async get(_request: RequestOf<typeof ViewsGet>, { tx, actor }: QuestionInTx): Promise<AnswerOf<typeof ViewsGet>> {
    const read = async (kind: 'shared_views' | ReturnType<typeof ofPerson>) => {
      const { document, version } = await this.documents.read(tx, actor.workspaceId, kind, viewsFrom);
      return { views: document ?? [], version };
    };
    return { shared: await read('shared_views'), own: await read(ofPerson(actor.id)) };
  }

  @Answers(ViewsSet)
  async set(
    { isShared, views, version }: RequestOf<typeof ViewsSet>,
    question: QuestionInTx,
  ): Promise<AnswerOf<typeof ViewsSet>> {
    const { id, role } = question.actor;
    if (isShared && !supervisors.includes(role)) {
      throw new Rejection('forbidden', {}, "The workspace's views are kept by supervisors. Save one for yourself.");
    }
    const kind = isShared ? 'shared_views' : ofPerson(id);
    const action = isShared ? 'shared_views_set' : 'own_views_set';
    return { views, version: await this.documents.save(question, kind, views, version, action) };
  }
}
