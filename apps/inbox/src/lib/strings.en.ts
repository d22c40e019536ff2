import { pluralIn } from './plural.ts';

const plural = pluralIn('en');

export const en = {
  close: 'Close',
  cancel: 'Cancel',
  unknownUser: 'TikTok user',
  now: 'now',
  today: 'Today',
  yesterday: 'Yesterday',
  hold: {
    hour: 'For an hour',
    until: (time: string) => `Until ${time}`,
    openEnd: 'Until I bring it back',
  },
  hours: (n: number) => `${n} ${plural(n, { one: 'hour', other: 'hours' })}`,
  minutes: (n: number) => `${n} ${plural(n, { one: 'minute', other: 'minutes' })}`,
  seconds: (n: number) => `${n} ${plural(n, { one: 'second', other: 'seconds' })}`,
  content: {
    image: 'Image',
    video: 'Video',
    sticker: 'Sticker',
    emoji: 'Emoji',
    shared_post: 'Shared post',
    unsupported: 'Unsupported message',
  },
  unreachable: 'The server cannot be reached. Check your connection and try again.',
  broken: 'Something broke in this page. Reload it and try again.',
};
