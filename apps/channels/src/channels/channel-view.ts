import type { ChannelView } from '@duet/contracts';
import { type Account, shownName } from '../accounts/account.ts';
import type { Channel } from './channel.ts';
import { noticesOf } from './notices.ts';

export const channelView = (channel: Channel, account: Account, now: Date): ChannelView => ({
  id: channel.id,
  type: channel.type,
  title: channel.title,
  state: channel.state,
  account: { id: account.id, username: shownName(account), displayName: account.displayName },
  nlpApp: channel.nlpApp,
  notices: noticesOf(channel, account, now),
});
