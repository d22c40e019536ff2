import { pluralIn } from '../../lib/plural.ts';

const plural = pluralIn('en');

export const en = {
  page: 'Hide by words',
  about:
    'Comments that hold one of the words are hidden as they come in. Their tickets stay, and each can be unhidden.',
  add: 'New rule',
  empty: 'Keep spam and insults from under your posts, before anybody sees them.',
  on: 'On',
  off: 'Off',
  caught: (count: string, n: number) => `${count} ${plural(n, { one: 'comment', other: 'comments' })} hidden`,
  switchOn: 'Switch on',
  switchOff: 'Switch off',
  change: (name: string) => `Change “${name}”`,
  remove: (name: string) => `Delete “${name}”`,
  removed: (name: string) => `“${name}” deleted`,
  undo: 'Undo',
  newTitle: 'New rule',
  changeTitle: 'Change the rule',
  name: 'Name',
  words: 'Words or phrases, one in a line',
  wordsHint: 'free followers',
  wholeWords: 'Whole words only',
  channel: 'Channel',
  allChannels: 'All channels',
  try: 'Try on the past',
  tryFirst: 'First try it on the past.',
  trial: 'What it would have caught',
  matches: (matches: string, looked: string) => `Would have hidden ${matches} of the newest ${looked} comments.`,
  since: (time: string) => `The oldest is of ${time}.`,
  examples: 'Examples',
  saveOff: 'Save switched off',
};
