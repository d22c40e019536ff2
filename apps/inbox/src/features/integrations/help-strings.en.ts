export const en = {
  title: 'Connecting TikTok',
  back: 'Back to Integrations',
  prepare: 'Prepare the account on TikTok',
  steps: [
    'Open Settings and privacy.',
    'Open Account.',
    'Choose Switch to Business Account. Only a Business account can be connected.',
    'Fill in the business information.',
  ],
  fromEveryone:
    "In TikTok's own settings, let the account receive messages from everyone. Otherwise a stranger's message waits in TikTok's requests and does not arrive here.",
  permissions: 'Permissions',
  permissionsText:
    'TikTok lists permissions one by one. Grant these four, then press Continue; without them channels, chatbots and their callbacks may stay silent:',
  wanted: ['comments', 'messages', 'profile information', "viewing the account's videos"],
  elsewhere:
    "Every other permission is yours to grant or refuse. A permission can be withdrawn or given back only on TikTok's side; afterwards reconnect the channel.",
  regions: 'Regions',
  regionsText:
    'Messages on TikTok are an open beta and not available in every country. Messages from people in the USA, the European Economic Area, Switzerland and the United Kingdom are not received.',
  regionsLink: "Read TikTok's page on regions",
  regionsUrl: 'https://business-api.tiktok.com/portal/docs?id=1832184145137922',
};
