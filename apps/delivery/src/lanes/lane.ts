import type { ChannelType } from '@duet/contracts';

export interface LaneKey {
  readonly workspaceId: string;
  readonly channelId: string;
  /** TikTok's conversation id, or the id of the top comment (H14). */
  readonly threadId: string;
}

export interface Inbound {
  readonly messageId: string;
  readonly at: Date;
}

/** One line of sends: a conversation, or everything below one top comment. One send is in flight in it at a time. */
export interface Lane extends LaneKey {
  readonly channelType: ChannelType;
  readonly lastInbound: Inbound | null;
  /** Rises with every change of the window, so that readers can tell old news. */
  readonly version: number;
}

/** For `unnest`: workspaces, channels, threads. */
export const laneColumns = (lanes: readonly LaneKey[]): string[][] => [
  lanes.map(({ workspaceId }) => workspaceId),
  lanes.map(({ channelId }) => channelId),
  lanes.map(({ threadId }) => threadId),
];

export const laneName = ({ workspaceId, channelId, threadId }: LaneKey): string =>
  `${workspaceId}/${channelId}/${threadId}`;
