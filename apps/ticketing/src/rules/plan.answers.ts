import { Injectable } from '@nestjs/common';
import {
  type AnswerOf,
  AssignmentRule,
  AssignmentRulesGet,
  AssignmentRulesSet,
  Rejection,
  type RequestOf,
  Team,
  TeamsGet,
  TeamsSet,
} from '@duet/contracts';
import type { Tx } from '@duet/database';
import { Answers, type QuestionInTx } from '@duet/messaging';
import { DocumentStore } from '../settings/document.store.ts';

const teamsFrom = (document: unknown) => Team.array().parse(document);
const rulesFrom = (document: unknown) => AssignmentRule.array().parse(document);

/** Teams and the rules that give them tickets. Neither page names somebody or something that is not there. */
@Injectable()
export class PlanAnswers {
  readonly #documents: DocumentStore;

  constructor(documents: DocumentStore) {
    this.#documents = documents;
  }

  @Answers(TeamsGet)
  async teams(_request: RequestOf<typeof TeamsGet>, { tx, actor }: QuestionInTx): Promise<AnswerOf<typeof TeamsGet>> {
    const { document, version } = await this.#documents.read(tx, actor.workspaceId, 'teams', teamsFrom);
    return { teams: document ?? [], version };
  }

  /** @throws Rejection `team_in_use` */
  @Answers(TeamsSet)
  async setTeams(
    { teams, version }: RequestOf<typeof TeamsSet>,
    question: QuestionInTx,
  ): Promise<AnswerOf<typeof TeamsSet>> {
    const { rules } = await this.rules({}, question);
    const rule = rules.find(({ action }) => 'teamId' in action && !teams.some(({ id }) => id === action.teamId));
    if (rule) throw new Rejection('team_in_use', { rule: rule.name });
    await assertPeople(
      question.tx,
      teams.flatMap(({ memberIds }) => memberIds),
    );
    return { teams, version: await this.#documents.save(question, 'teams', teams, version) };
  }

  @Answers(AssignmentRulesGet)
  async rules(
    _request: RequestOf<typeof AssignmentRulesGet>,
    { tx, actor }: QuestionInTx,
  ): Promise<AnswerOf<typeof AssignmentRulesGet>> {
    const { document, version } = await this.#documents.read(tx, actor.workspaceId, 'assignment_rules', rulesFrom);
    return { rules: document ?? [], version };
  }

  @Answers(AssignmentRulesSet)
  async setRules(
    { rules, version }: RequestOf<typeof AssignmentRulesSet>,
    question: QuestionInTx,
  ): Promise<AnswerOf<typeof AssignmentRulesSet>> {
    const { teams } = await this.teams({}, question);
    const isThere = (teamId: string) => teams.some(({ id }) => id === teamId);
    if (!rules.every(({ action }) => !('teamId' in action) || isThere(action.teamId))) {
      throw new Rejection('not_found', {}, 'A rule names a team that is not there.');
    }
    await assertPeople(
      question.tx,
      rules.flatMap(({ action }) => (action.type === 'agent' ? [action.personId] : [])),
    );
    return { rules, version: await this.#documents.save(question, 'assignment_rules', rules, version) };
  }
}

/** @throws Rejection `not_found` */
async function assertPeople(tx: Tx, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const known = await tx.query('SELECT id FROM people WHERE id = ANY($1)', [wanted]);
  if (known.length < wanted.length) throw new Rejection('not_found', {}, 'A person is not in your workspace.');
}
