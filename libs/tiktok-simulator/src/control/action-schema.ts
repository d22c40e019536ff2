import { flag, type JsonSchema, text } from './route.ts';

const directMessageTypes = ['TEXT', 'IMAGE', 'SHARE_POST', 'VIDEO', 'STICKER', 'EMOJI', 'OTHER'];

function variant(
  name: string,
  required: Record<string, JsonSchema>,
  optional: Record<string, JsonSchema> = {},
): JsonSchema {
  return {
    type: 'object',
    title: name,
    required: ['do', ...Object.keys(required)],
    properties: { do: { const: name }, ...required, ...optional },
    additionalProperties: false,
  };
}

const account = { account: text };
const customer = { customer: text };

export const actionSchema: JsonSchema = {
  type: 'object',
  required: ['do'],
  discriminator: { propertyName: 'do' },
  oneOf: [
    variant('dm', customer, {
      ...account,
      type: { enum: directMessageTypes },
      text,
      imageBase64: text,
      itemId: text,
      quote: text,
    }),
    variant('tap_button', { ...customer, messageId: text, button: { type: 'integer', minimum: 0 } }, account),
    variant('react', { ...customer, messageId: text, emoji: text }, { ...account, remove: flag }),
    variant('open_thread', customer, account),
    variant('open_by_link', { ...customer, ref: text }, { ...account, prefilledMessage: text }),
    variant('open_by_ad', { ...customer, adName: text }, { ...account, adId: text, itemId: text }),
    variant('block', { ...customer, blocked: flag }, account),
    variant('comment', { ...customer, post: text }, { text, imageBase64: text }),
    variant('reply', { ...customer, comment: text }, { text, imageBase64: text }),
    variant('delete_comment', { ...customer, comment: text }),
    variant('owner_dm', { ...customer, text }, account),
    variant('owner_comment', { post: text, text }, { replyTo: text }),
    variant('owner_set_hidden', { comment: text, hidden: flag }),
    variant('owner_set_friends_only', { comment: text }),
    variant('owner_delete_comment', { comment: text }),
  ],
};
