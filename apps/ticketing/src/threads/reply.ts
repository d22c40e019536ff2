import {
  type CardDraft,
  cardOf,
  cardProblem,
  capability,
  capabilityTable,
  channelRules,
  type ChannelType,
  imageRules,
  messagesLeft,
  type OutgoingCard,
  type OutgoingContent,
  Rejection,
  textLength,
  type UploadView,
} from '@duet/contracts';
import { assertCan, capabilityInput, type Situation } from '../capabilities/situation.ts';

/**
 * The messages that a reply becomes, in the order in which they leave: an image goes before the text beside it (REC-03).
 * @throws Rejection what the channel cannot take
 */
export function partsOfReply(
  channelType: ChannelType,
  reply: {
    readonly text: string;
    readonly image: UploadView | undefined;
    readonly card: CardDraft | undefined;
    readonly quotes: boolean;
  },
): OutgoingContent[] {
  const { text, image, card, quotes } = reply;
  if (card !== undefined) return [partOfCard(channelType, card, text.trim() !== '' || image !== undefined || quotes)];
  const texts: OutgoingContent[] = text.trim() === '' ? [] : [{ type: 'text', text }];
  if (image === undefined) {
    if (texts.length === 0) throw new Rejection('empty_text');
    return texts;
  }
  const rule = capabilityTable[channelType].image;
  if (!rule.allowed) throw new Rejection(rule.code, {}, rule.text);
  const { for: madeFor, ...upload } = image;
  if (madeFor !== channelType) throw new Rejection('image_for_other_channel');
  if (quotes) throw new Rejection('image_with_reference');
  if (texts.length > 0 && imageRules[channelType]?.withText === 'refused') throw new Rejection('text_or_image');
  return [{ type: 'image', upload }, ...texts];
}

function partOfCard(channelType: ChannelType, card: CardDraft, hasMore: boolean): OutgoingCard {
  const rule = capabilityTable[channelType].buttons;
  if (!rule.allowed) throw new Rejection(rule.code, {}, rule.text);
  if (hasMore) throw new Rejection('card_stands_alone');
  const problem = cardProblem(card, rule.limits ?? {});
  if (problem) throw new Rejection(problem.code, problem.details, problem.sentence);
  return cardOf(card);
}

/**
 * Whether these messages may be handed to delivery. Delivery decides again, with the rows locked: this spares the agent
 * a wait for what is refused anyway.
 * @throws Rejection the reason, in the order in which an agent would want to know it
 */
export function checkReply({ parts, ...situation }: Situation & { readonly parts: readonly OutgoingContent[] }): void {
  const input = capabilityInput(situation);
  const max = capability('text', input).limits?.maxCodePoints ?? 0;
  for (const part of parts) {
    const length = part.type === 'text' ? textLength(part.text) : 0;
    if (length <= max) continue;
    const { label } = channelRules[situation.channel.type];
    const sentence = `The text has ${length} characters; ${label} takes ${max}.`;
    throw new Rejection('text_too_long', { length, max }, sentence);
  }
  for (const { type } of parts) assertCan(type === 'card' ? 'buttons' : type, input);
  const window = input.ticket?.window;
  if (window && messagesLeft(window, input.now) < parts.length)
    throw new Rejection('two_messages_needed', { needed: parts.length });
}
