import { channelRules, rejections, type ChannelState, type Role, type TicketView } from '@duet/contracts';
import { replyWindow } from '../../lib/reply-window.ts';

export type Mode = 'reply' | 'note';

export type ComposerState =
  /** `colleague`: who has this ticket, where it is not the viewer's; answering is allowed, taking over is better. */
  | { readonly kind: 'enabled'; readonly maxCodePoints: number; readonly colleague: string | null }
  /** Nobody has joined yet: the one step is `Assign to me`. */
  | { readonly kind: 'join' }
  | { readonly kind: 'disabled'; readonly reason: string; readonly remedy: Remedy | null };

/** The one next step that helps, where the viewer can take it. */
export type Remedy = 'reopen' | 'integrations';

export interface ComposerFacts {
  readonly mode: Mode;
  readonly ticket: Pick<TicketView, 'status' | 'channelType' | 'assignee' | 'controller' | 'window' | 'lastMessage'>;
  /** Undefined while it is not known. */
  readonly channelState: ChannelState | undefined;
  readonly viewer: { readonly id: string; readonly role: Role };
  readonly nowMs: number;
}

/** What a note may hold, as contracts say. */
const maxNoteCodePoints = 20_000;

/** Whether the viewer may write here now, and if not, why and what to do. The server decides by the same facts. */
export function composerState({ mode, ticket, channelState, viewer, nowMs }: ComposerFacts): ComposerState {
  if (mode === 'note') return { kind: 'enabled', maxCodePoints: maxNoteCodePoints, colleague: null };
  if (ticket.status === 'resolved') return disabled(rejections.ticket_resolved[1], 'reopen');
  if (!ticket.assignee || ticket.controller.kind === 'bot' || ticket.controller.kind === 'ai_agent') {
    return { kind: 'join' };
  }
  const connects = viewer.role === 'owner' || viewer.role === 'admin' ? 'integrations' : null;
  if (channelState === 'needs_reconnecting') return disabled(rejections.needs_reconnecting[1], connects);
  if (channelState === 'disconnected' || channelState === 'pending_setup') {
    return disabled(rejections.channel_disconnected[1], connects);
  }
  const rules = channelRules[ticket.channelType];
  const closed = rules.window && windowReason(replyWindow(ticket), nowMs);
  if (closed) return disabled(closed, null);
  const colleague = ticket.assignee.id === viewer.id ? null : ticket.assignee.name;
  return { kind: 'enabled', maxCodePoints: rules.maxTextCodePoints, colleague };
}

const disabled = (reason: string, remedy: Remedy | null): ComposerState => ({ kind: 'disabled', reason, remedy });

function windowReason(window: TicketView['window'], nowMs: number): string | null {
  if (!window) return rejections.no_inbound[1];
  if (nowMs >= Date.parse(window.expiresAt)) return rejections.window_closed[1];
  return window.remaining > 0 ? null : rejections.quota_used_up[1];
}
