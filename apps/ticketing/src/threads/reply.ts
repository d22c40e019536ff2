import { capability, channelRules, Rejection, textLength } from '@duet/contracts';
import { assertCan, capabilityInput, type Situation } from '../capabilities/situation.ts';

/**
 * Whether this text may be handed to delivery. Delivery decides again, with the rows locked: this spares the agent a
 * wait for what is refused anyway.
 * @throws Rejection the reason, in the order in which an agent would want to know it
 */
export function checkReply({ text, ...situation }: Situation & { readonly text: string }): void {
  if (text.trim() === '') throw new Rejection('empty_text');
  const input = capabilityInput(situation);
  const max = capability('text', input).limits?.maxCodePoints ?? 0;
  const length = textLength(text);
  if (length > max) {
    const { label } = channelRules[situation.channel.type];
    const sentence = `The text has ${length} characters; ${label} takes ${max}.`;
    throw new Rejection('text_too_long', { length, max }, sentence);
  }
  assertCan('text', input);
}
