export const en = {
  title: 'First steps',
  about: 'From an empty inbox to an answered customer.',
  simulated: 'TikTok is played by a simulator here: you need no TikTok account.',
  done: 'Done',
  close: 'Hide these steps',
  titles: {
    connect: 'Connect an account',
    receive: 'Be the customer',
    answer: 'Answer',
    hide: 'Hide a comment',
  },
  how: {
    connect: 'One consent brings both channels: TikTok Messenger and TikTok Feed.',
    receive: 'Write a message and a comment on the phone page. Each becomes a ticket here.',
    answer: 'Open a ticket, press Assign to me and reply. The reply is on the phone a moment later.',
    hide: 'Choose a comment under its post and press H. Only its author still sees it; U shows it again.',
  },
  who: {
    connect: 'An owner or admin of your workspace connects it, under Integrations.',
    receive: 'Write a message and a comment to the connected account, from another account on TikTok.',
  },
  go: {
    connect: 'Connect TikTok',
    receive: 'Open the phone page',
    answer: 'Open a ticket',
    hide: 'Go to Posts',
  },
};
