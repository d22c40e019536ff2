import {
  capability,
  type Capability,
  type CapabilityInput,
  type ChannelState,
  type Role,
  type TicketView,
  unknownRegions,
  type WorkspaceSettings,
} from '@duet/contracts';
import { refusalWords } from '../../lib/refusal-words.ts';
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
  readonly settings: WorkspaceSettings;
  readonly nowMs: number;
}

/** Whether the viewer may write here now, and if not, why and what to do. The server asks the same table. */
export function composerState(facts: ComposerFacts): ComposerState {
  const { mode, ticket, viewer } = facts;
  const { reason, limits } = capability(mode === 'note' ? 'note' : 'text', capabilityInput(facts));
  const maxCodePoints = limits?.maxCodePoints ?? 0;
  if (mode === 'note') return { kind: 'enabled', maxCodePoints, colleague: null };
  if (ticket.status === 'resolved') return disabled(reason, 'reopen');
  if (!ticket.assignee || ticket.controller.kind === 'bot' || ticket.controller.kind === 'ai_agent') {
    return { kind: 'join' };
  }
  const connects = viewer.role === 'owner' || viewer.role === 'admin' ? 'integrations' : null;
  if (reason) return disabled(reason, isConnected(facts) ? null : connects);
  const colleague = ticket.assignee.id === viewer.id ? null : ticket.assignee.name;
  return { kind: 'enabled', maxCodePoints, colleague };
}

const disabled = (reason: Capability['reason'], remedy: Remedy | null): ComposerState => ({
  kind: 'disabled',
  reason: reason ? refusalWords(reason.code, reason.text) : '',
  remedy,
});

/** A channel that is not known yet does not stand in the way. */
const isConnected = ({ channelState }: ComposerFacts): boolean => (channelState ?? 'connected') === 'connected';

function capabilityInput({ ticket, channelState, settings, nowMs }: ComposerFacts): CapabilityInput {
  const window = replyWindow(ticket);
  return {
    channel: {
      type: ticket.channelType,
      state: channelState ?? 'connected',
      isPermitted: true,
      regions: unknownRegions,
    },
    settings,
    ticket: {
      status: ticket.status,
      window: window && { ...window, expiresAt: new Date(window.expiresAt) },
      comment: null,
    },
    now: new Date(nowMs),
  };
}
