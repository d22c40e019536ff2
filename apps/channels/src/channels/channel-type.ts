/** The two channels of a TikTok account. */
export const managedTypes = ['tiktok_messenger', 'tiktok_feed'] as const;
export type ManagedType = (typeof managedTypes)[number];

export type ConnectedState = 'connected' | 'needs_reconnecting' | 'disconnected';
