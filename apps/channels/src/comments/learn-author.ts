import { Injectable } from '@nestjs/common';
import { AuthorLearned, type RequestOf } from '@duet/contracts';
import { AnswersOutside, type Question } from '@duet/messaging';
import { CommentAuthors } from './comment-authors.ts';

@Injectable()
export class LearnAuthor {
  constructor(private readonly authors: CommentAuthors) {}

  @AnswersOutside(AuthorLearned)
  async answer(
    { accountId, commentAuthorId }: RequestOf<typeof AuthorLearned>,
    { actor, cause }: Question,
  ): Promise<Record<string, never>> {
    await this.authors.learn({ workspaceId: actor.workspaceId, accountId }, commentAuthorId, cause);
    return {};
  }
}
