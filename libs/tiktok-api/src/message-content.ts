import { z } from 'zod';
import { id, list, optionalId, optionalMs, optionalText, word } from './wire.ts';

export interface TemplateCard {
  title: string | null;
  buttons: { id: string | null; title: string | null }[];
}

export interface Reaction {
  emoji: string | null;
  /** Expires after 30 days. */
  aiEmojiUrl: string | null;
  uniqueIdentifier: string | null;
  reactedAtMs: number | null;
}

export interface ReactionChange extends Reaction {
  operation: 'add' | 'remove';
  /** The message reacted to. */
  originalMessageId: string | null;
}

export type MessageContent =
  | { type: 'text'; text: string }
  | { type: 'image'; mediaId: string }
  | { type: 'video'; mediaId: string }
  | { type: 'sticker'; url: string }
  | { type: 'emoji'; url: string }
  | { type: 'share-post'; videoId: string | null; embedUrl: string | null }
  | { type: 'template'; templateType: 'button-card' | 'link-card' | null; cards: TemplateCard[] }
  | { type: 'reaction'; reactions: ReactionChange[] }
  | { type: 'unsupported'; original: string };

const media = z.object({ media_id: id }).transform((block) => ({ mediaId: block.media_id }));
const link = z.object({ url: z.string() });

const card = z
  .object({
    title: optionalText,
    buttons: list(z.object({ id: optionalText, title: optionalText, text: optionalText })),
  })
  .transform(({ title, buttons }): TemplateCard => ({
    title,
    buttons: buttons.map((button) => ({ id: button.id, title: button.title ?? button.text })),
  }));

const templateType = word({ qa_button_card: 'button-card', qa_link_card: 'link-card' });

/** REST puts one card into the template itself, webhooks put it into `elements`. */
const template = z.union([
  z
    .object({ type: optionalText, elements: z.array(card) })
    .transform(({ type, elements }) => ({ type, cards: elements })),
  z.intersection(z.object({ type: optionalText }), card).transform(({ type, ...only }) => ({ type, cards: [only] })),
]);

const reactionFields = {
  emoji: optionalText,
  ai_emoji_url: optionalText,
  unique_identifier: optionalText,
  timestamp: optionalMs,
};

export const reaction = z.object(reactionFields).transform(toReaction);

const reactionChange = z
  .object({ ...reactionFields, operation: word({ add: 'add', remove: 'remove' }), original_msg_id: optionalId })
  .transform((wire): ReactionChange => ({
    ...toReaction(wire),
    operation: wire.operation ?? 'add',
    originalMessageId: wire.original_msg_id,
  }));

/** By TikTok's type in lower case: the block of that name, read into our content. */
const readers = new Map<string, z.ZodType<MessageContent>>([
  ['text', z.object({ body: z.string() }).transform(({ body }) => ({ type: 'text', text: body }))],
  ['image', media.transform(({ mediaId }) => ({ type: 'image', mediaId }))],
  ['video', media.transform(({ mediaId }) => ({ type: 'video', mediaId }))],
  ['sticker', link.transform(({ url }) => ({ type: 'sticker', url }))],
  ['emoji', link.transform(({ url }) => ({ type: 'emoji', url }))],
  [
    'share_post',
    z
      .object({ video_id: optionalId, embed_url: optionalText })
      .transform((block) => ({ type: 'share-post', videoId: block.video_id, embedUrl: block.embed_url })),
  ],
  [
    'template',
    template.transform(({ type, cards }) => ({
      type: 'template',
      templateType: templateType.parse(type),
      cards,
    })),
  ],
  ['reaction', z.array(reactionChange).transform((reactions) => ({ type: 'reaction', reactions }))],
]);

/**
 * The content of a direct message, from a webhook (lower case) or a list (upper case).
 * An unknown type, or a known one without its block, is `unsupported`: the message itself is never dropped.
 */
export function readMessageContent(type: string, message: Readonly<Record<string, unknown>>): MessageContent {
  const name = type.toLowerCase();
  return readers.get(name)?.safeParse(message[name]).data ?? { type: 'unsupported', original: type };
}

function toReaction(wire: {
  emoji: string | null;
  ai_emoji_url: string | null;
  unique_identifier: string | null;
  timestamp: number | null;
}): Reaction {
  return {
    emoji: wire.emoji,
    aiEmojiUrl: wire.ai_emoji_url,
    uniqueIdentifier: wire.unique_identifier,
    reactedAtMs: wire.timestamp,
  };
}
