import type { Flag } from '../storage/database.ts';

export interface Conversation {
  conversationId: string;
  openId: string;
  customerId: string;
  /** STRANGER until the business has written. */
  type: 'STRANGER' | 'SINGLE';
  lastInboundAt: number | null;
  lastInboundSeq: number | null;
  updatedAt: number;
  unread: number;
  /** The customer blocked the business. */
  blocked: Flag;
  /** The customer wrote after a message of the business (tiered limits). */
  answeredBack: Flag;
  /** JSON array of Referral. */
  referrals: string;
}

export interface LinkReferral {
  ref: string;
  prefilled_message?: string;
  prefilled_message_audit_status?: 'PASS';
}

export interface AdReferral {
  advertiser_id: string;
  ad_id: string;
  /** Seconds. */
  timestamp: number;
  ad_name: string;
  embed_url: string;
  message_material_id: string;
}

/** What led a customer into a conversation, as the conversation list shows it. */
export type Referral = LinkReferral | AdReferral;

export const messageTypes = ['TEXT', 'IMAGE', 'SHARE_POST', 'TEMPLATE', 'VIDEO', 'STICKER', 'EMOJI', 'OTHER'] as const;
export type MessageType = (typeof messageTypes)[number];

export interface TemplateBody {
  type: string;
  title: string;
  buttons: { type: string; title: string; id?: string }[];
}

/** What a message carries beside its type; the kinds never mix. */
export interface MessageBody {
  text?: string;
  mediaId?: string;
  itemId?: string;
  url?: string;
  template?: TemplateBody;
}

export interface Reaction {
  emoji: string;
  uniqueIdentifier: string;
  at: number;
}

export interface Message {
  seq: number;
  messageId: string;
  conversationId: string;
  openId: string;
  at: number;
  /** `in`: from the customer. */
  direction: 'in' | 'out';
  source: 'APP' | 'API';
  type: MessageType;
  /** JSON of MessageBody. */
  body: string;
  referencedMessageId: string | null;
  /** JSON of `reply_source_payload`, when a card button was tapped. */
  buttonPayload: string | null;
  /** JSON array of Reaction. */
  reactions: string;
}

export interface MediaFile {
  mediaId: string;
  openId: string;
  kind: 'IMAGE' | 'VIDEO';
  mime: string;
  content: Uint8Array;
  createdAt: number;
}
