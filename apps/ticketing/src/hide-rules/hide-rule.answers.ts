import { Injectable } from '@nestjs/common';
import {
  type AnswerOf,
  catcher,
  HideRuleAdd,
  HideRuleChange,
  HideRuleList,
  HideRuleRemove,
  type HideRuleTrial,
  HideRuleTry,
  HideRuleView,
  iso,
  newId,
  type RequestOf,
} from '@duet/contracts';
import { Answers, Clock, type QuestionInTx } from '@duet/messaging';
import { AuditStore } from '../audit/audit.store.ts';
import { type HideRule, HideRuleStore } from './hide-rule.store.ts';

const LOOKED_AT = 20_000;
const EXAMPLES = 10;

/** Rules that hide comments as they come in: kept, switched on and off, and tried on the past before. */
@Injectable()
export class HideRuleAnswers {
  readonly #rules: HideRuleStore;
  readonly #audit: AuditStore;
  readonly #clock: Clock;

  constructor(rules: HideRuleStore, audit: AuditStore, clock: Clock) {
    this.#rules = rules;
    this.#audit = audit;
    this.#clock = clock;
  }

  @Answers(HideRuleList)
  async list(_request: RequestOf<typeof HideRuleList>, { tx }: QuestionInTx): Promise<AnswerOf<typeof HideRuleList>> {
    return { rules: (await this.#rules.all(tx)).map(viewOf) };
  }

  @Answers(HideRuleAdd)
  add(wish: RequestOf<typeof HideRuleAdd>, question: QuestionInTx): Promise<HideRuleView> {
    const { workspaceId } = question.actor;
    return this.#save('hide_rule_added', { ...wish, id: newId(), caught: 0, workspaceId }, question);
  }

  @Answers(HideRuleChange)
  async change({ id, ...wish }: RequestOf<typeof HideRuleChange>, question: QuestionInTx): Promise<HideRuleView> {
    const before = await this.#rules.lock(question.tx, id);
    return this.#save('hide_rule_changed', { ...before, ...wish }, question);
  }

  @Answers(HideRuleRemove)
  async remove({ id }: RequestOf<typeof HideRuleRemove>, question: QuestionInTx): Promise<HideRuleView> {
    const rule = await this.#rules.lock(question.tx, id);
    await this.#rules.remove(question.tx, id);
    await this.#note('hide_rule_removed', rule, question);
    return viewOf(rule);
  }

  @Answers(HideRuleTry)
  async try(
    { words, wholeWords = true, channelId = null }: RequestOf<typeof HideRuleTry>,
    { tx }: QuestionInTx,
  ): Promise<HideRuleTrial> {
    const catches = catcher({ words, wholeWords });
    const past = await this.#rules.past(tx, channelId, LOOKED_AT);
    const caught = past.filter(({ text }) => catches(text));
    const oldest = past.at(-1);
    return {
      looked: past.length,
      since: oldest ? iso(oldest.sentAt.getTime()) : null,
      matches: caught.length,
      examples: caught.slice(0, EXAMPLES).map((one) => ({ ...one, sentAt: iso(one.sentAt.getTime()) })),
    };
  }

  async #save(action: string, rule: HideRule, question: QuestionInTx): Promise<HideRuleView> {
    await this.#rules.save(question.tx, rule);
    await this.#note(action, rule, question);
    return viewOf(rule);
  }

  async #note(action: string, rule: HideRule, { tx, actor }: QuestionInTx): Promise<void> {
    const { id, name, words, isOn } = rule;
    await this.#audit.add(tx, {
      at: this.#clock.now(),
      actor,
      action,
      ticketId: null,
      details: { id, name, words, isOn },
    });
  }
}

const viewOf = (rule: HideRule): HideRuleView => HideRuleView.parse(rule);
