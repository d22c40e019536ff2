import { pluralIn } from '../../lib/plural.ts';

const plural = pluralIn('en');

export const en = {
  reply: 'Reply',
  writing: {
    reply: (name: string) => `${name} is writing:`,
    note: (name: string) => `${name} is writing a note:`,
  },
  draftBy: {
    reply: (name: string) => `Draft by ${name}:`,
    note: (name: string) => `Draft of a note by ${name}:`,
  },
  colleagues: 'Colleagues',
  note: 'Note',
  mode: 'Kind of message',
  message: 'Message',
  comment: 'Comment',
  noteLabel: 'Internal note',
  messageHint: 'Type # for saved replies or write a message',
  commentHint: 'Type # for saved replies or send a new message',
  noteHint: 'Only your team sees this',
  send: 'Send',
  addNote: 'Add note',
  shortcut: 'Ctrl or ⌘ + Enter',
  limit: (most: number) => `At most ${most} characters`,
  count: (used: number, limit: number) => `${used}/${limit}`,
  tooLong: (over: number) =>
    `${over} ${plural(over, { one: 'character', other: 'characters' })} too long for this channel. Shorten it.`,
  repeatable: 'Press the button again: it will not go out twice.',
  attach: 'Attach an image',
  attaching: 'Preparing the image…',
  attached: 'The attached image',
  removeImage: 'Remove the image',
  uses: (messages: number, left: number) => `Uses ${messages} of ${left} messages`,
  keptDraft: 'Your draft is kept:',
  join: 'Click the button to join the conversation',
  assignToMe: 'Assign to me',
  colleague: (name: string) => `${name} has this ticket.`,
  reopen: 'Reopen',
  takeOver: 'Take over',
  toIntegrations: 'Go to Integrations',
  savedReplies: 'Saved replies',
  withImage: 'With an image',
  noReplies: 'There are no saved replies yet. Save what you write often, and find it here by #.',
  manageReplies: 'Manage saved replies',
};
