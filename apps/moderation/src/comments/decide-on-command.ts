import { type Action, type Comment, conclude, type Decision, targets } from './comment.ts';

export interface Command {
  readonly id: string;
  readonly at: Date;
  readonly action: Action;
  readonly correlationId: string;
  readonly urgent: boolean;
  readonly jobId: string | null;
}

/**
 * What a wish for a comment changes. The newest command wins, in whichever order they come; one that is in effect or
 * on its way already needs no call (MOD-21). Every command is answered with a new version.
 */
export function decideOnCommand(comment: Comment, command: Command, now: Date): Decision {
  const answered: Comment = { ...comment, version: comment.version + 1 };
  if (comment.confirmed?.visibility === 'deleted') {
    const result = command.action === 'delete' ? 'in_effect' : 'comment_deleted';
    return { comment: answered, concluded: conclude([command.id], result) };
  }
  if (comment.newestCommand && !isNewer(command, comment.newestCommand)) {
    return { comment: answered, concluded: conclude([command.id], 'superseded') };
  }
  const { pending } = comment;
  const heard: Comment = { ...answered, newestCommand: { id: command.id, at: command.at }, failure: null };
  if (pending?.action === command.action) {
    const actionIds = [...pending.actionIds, command.id];
    const urgent = pending.urgent || command.urgent;
    return { comment: { ...heard, pending: { ...pending, actionIds, urgent } }, concluded: [] };
  }
  if (!pending && comment.confirmed?.visibility === targets[command.action]) {
    return { comment: heard, concluded: conclude([command.id], 'in_effect') };
  }
  return {
    comment: {
      ...heard,
      pending: {
        action: command.action,
        actionIds: [command.id],
        correlationId: command.correlationId,
        urgent: command.urgent,
        jobId: command.jobId,
        calledAt: null,
        acceptedAt: null,
        attempts: 0,
        readBacks: 0,
        dueAt: now,
      },
    },
    concluded: conclude(pending?.actionIds ?? [], 'superseded'),
  };
}

/** Ids are UUIDv7 and break a tie of milliseconds. */
const isNewer = (command: Command, other: { readonly id: string; readonly at: Date }): boolean =>
  command.at > other.at || (command.at.getTime() === other.at.getTime() && command.id > other.id);
