import { Injectable } from '@nestjs/common';
import { type Actor, catcher, type DataOf, MessageAdded } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { Cause, Publish } from '@duet/messaging';
import { ModerationDoor, type Wish } from '../moderation/moderation-door.ts';
import { isGranted } from '../moderation/wish.ts';
import { isOnPlatform } from '../threads/message.ts';
import { MessageStore } from '../threads/message.store.ts';
import { type HideRule, HideRuleStore } from './hide-rule.store.ts';

interface Caught {
  readonly rule: HideRule;
  readonly cause: Cause;
}

/** Hides the comments that a rule catches, in the transaction in which they came: nobody has to see them first. */
@Injectable()
export class AutoHide {
  readonly #rules: HideRuleStore;
  readonly #messages: MessageStore;
  readonly #door: ModerationDoor;

  constructor(rules: HideRuleStore, messages: MessageStore, door: ModerationDoor) {
    this.#rules = rules;
    this.#messages = messages;
    this.#door = door;
  }

  /**
   * @param told what is published of comments that were just written. History is left as it was.
   * @returns what is to be published besides
   */
  async hide(tx: Tx, told: readonly Publish[]): Promise<Publish[]> {
    const added = told.filter(({ definition }) => definition.type === MessageAdded.type);
    if (added.length === 0) return [];
    const rules = await this.#rules.on(tx, [...new Set(added.map(({ workspaceId }) => workspaceId))]);
    if (rules.length === 0) return [];
    const ready = rules.map((rule) => ({ rule, catches: catcher(rule) }));
    const caught = new Map<string, Caught>();
    for (const { workspaceId, data: unread, cause } of added) {
      const data = MessageAdded.data.parse(unread);
      const text = textOf(data);
      const found = ready.find(
        ({ rule, catches }) =>
          rule.workspaceId === workspaceId &&
          (rule.channelId === null || rule.channelId === data.channelId) &&
          text !== null &&
          catches(text),
      );
      if (found) caught.set(data.message.id, { rule: found.rule, cause });
    }
    return this.#request(tx, caught);
  }

  async #request(tx: Tx, caught: ReadonlyMap<string, Caught>): Promise<Publish[]> {
    const keys = [...caught].map(([id, { rule }]) => ({ workspaceId: rule.workspaceId, id }));
    const found = await this.#messages.findViews(tx, keys);
    const hits = found.flatMap(({ message, view }): (Wish & { rule: HideRule })[] => {
      const hit = caught.get(message.id);
      const isGone = view.comment?.moderation.visibility === 'deleted';
      if (!hit || !isOnPlatform(message) || isGone || isGranted(view, 'hide')) return [];
      return [{ comment: message, action: 'hide', actor: actorOf(hit.rule), cause: hit.cause, rule: hit.rule }];
    });
    if (hits.length === 0) return [];
    const published = await this.#door.request(tx, hits);
    const byRule = [...Map.groupBy(hits, ({ rule }) => rule)];
    await this.#rules.count(
      tx,
      byRule.map(([{ workspaceId, id }, some]) => ({ workspaceId, id, comments: some.length })),
    );
    return published;
  }
}

/** In the audit stands the name of the rule. */
const actorOf = ({ id, name, workspaceId }: HideRule): Actor => ({
  kind: 'system',
  id,
  name,
  role: 'supervisor',
  workspaceId,
});

const textOf = ({ origin, message }: DataOf<typeof MessageAdded>): string | null => {
  const { direction, comment, content } = message;
  const isNews = origin !== 'imported' && direction === 'in' && comment !== null;
  return isNews && content.type === 'text' ? content.text : null;
};
