export const en = {
  title: 'First steps',
  about: 'From an empty inbox to an answered customer.',
  simulated: 'TikTok is played by a simulator here: you need no TikTok account.',
  done: 'Done',
  close: 'Hide these steps',
  steps: {
    connect: {
      title: 'Connect an account',
      how: 'One consent brings both channels: TikTok Messenger and TikTok Feed.',
      ask: 'An owner or admin of your workspace connects it, under Integrations.',
      go: 'Connect TikTok',
    },
    receive: {
      title: 'Be the customer',
      how: 'Write a message and a comment on the phone page. Each becomes a ticket here.',
      ask: 'Write a message and a comment to the connected account, from another account on TikTok.',
      go: 'Open the phone page',
    },
    answer: {
      title: 'Answer',
      how: 'Open a ticket, press Assign to me and reply. The reply is on the phone a moment later.',
      ask: '',
      go: 'Open a ticket',
    },
    hide: {
      title: 'Hide a comment',
      how: 'Choose a comment under its post and press H. Only its author still sees it; U shows it again.',
      ask: '',
      go: 'Go to Posts',
    },
  },
};
