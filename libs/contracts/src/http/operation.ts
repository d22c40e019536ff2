import type { Role } from '../actor.ts';
import type { QuestionDefinition } from '../define.ts';

/**
 * One REST operation under `/api/v1` that is answered by one question. Path and query parameters and the body's
 * fields together, with `fixed` and what the gateway itself knows (`session`), make up the question's request.
 */
export interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'POST';
  /** Below `/api/v1`, with `{name}` for path parameters. */
  readonly path: string;
  readonly summary: string;
  readonly asks: QuestionDefinition;
  readonly roles: readonly Role[];
  readonly status: 200 | 201 | 202;
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** Fields that the gateway fills from the session, never from the caller. */
  readonly session?: readonly ('sessionId' | 'plan' | 'settings')[];
  /** The gateway looks up the upload that `imageId` names, and fills in `image`. */
  readonly upload?: true;
}

export const everyone: readonly Role[] = ['owner', 'admin', 'supervisor', 'agent'];
export const supervisors: readonly Role[] = ['owner', 'admin', 'supervisor'];
export const admins: readonly Role[] = ['owner', 'admin'];
