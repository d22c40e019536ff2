import type { Team } from '@duet/contracts';
import type { Tx } from '@duet/database';
import { waiting } from '../tickets/ticket.store.ts';
import { afterTurn, nextInTurn } from './turn.ts';

interface Member {
  readonly id: string;
  readonly name: string;
  open: number;
}

/**
 * Whose turn it is in a workspace's teams. One lock for the workspace, because a person may be in several teams and still
 * is not given more than each allows; it is the last lock that a transaction takes (H6), and it holds until the commit, so
 * whoever comes next counts what was given here.
 */
export class Turns {
  readonly #workspaceId: string;
  readonly #served: Record<string, string[]>;
  readonly #available: ReadonlyMap<string, Member>;
  /** Teams with tickets that wait: what comes now waits behind them. */
  readonly #queues: ReadonlySet<string>;

  private constructor(
    workspaceId: string,
    served: Record<string, string[]>,
    available: readonly Member[],
    queues: readonly string[],
  ) {
    this.#workspaceId = workspaceId;
    this.#served = served;
    this.#available = new Map(available.map((member) => [member.id, member]));
    this.#queues = new Set(queues);
  }

  static async lock(tx: Tx, workspaceId: string): Promise<Turns> {
    const [row] = await tx.query<{ served: Record<string, string[]> }>(
      `INSERT INTO turns (workspace_id, served) VALUES ($1, '{}')
       ON CONFLICT (workspace_id) DO UPDATE SET served = turns.served RETURNING served`,
      [workspaceId],
    );
    const available = await tx.query<Member>(
      `SELECT p.id, p.name, (
         SELECT count(*)::integer FROM tickets t
         WHERE t.workspace_id = p.workspace_id AND t.assignee_id = p.id AND t.status = 'open'
       ) AS open
       FROM people p JOIN presences USING (workspace_id, id)
       WHERE p.workspace_id = $1 AND p.active AND presences.is_online AND NOT presences.is_away`,
      [workspaceId],
    );
    const queues = await tx.query<{ team_id: string }>(
      `SELECT DISTINCT team_id FROM tickets WHERE ${waiting} AND workspace_id = $1`,
      [workspaceId],
    );
    return new Turns(
      workspaceId,
      row?.served ?? {},
      available,
      queues.map(({ team_id }) => team_id),
    );
  }

  /** Who gets the next ticket of this team; null where nobody is free, or where others wait already. */
  take(team: Team): { id: string; name: string } | null {
    return this.#queues.has(team.id) ? null : this.takeWaiting(team);
  }

  /** The same for a ticket that has waited its time. */
  takeWaiting({ id, memberIds, mostOpen }: Team): { id: string; name: string } | null {
    const served = this.#served[id] ?? [];
    const isFree = (personId: string): boolean => {
      const member = this.#available.get(personId);
      return member !== undefined && (mostOpen === null || member.open < mostOpen);
    };
    const next = this.#available.get(nextInTurn(memberIds, served, isFree) ?? '');
    if (!next) return null;
    next.open += 1;
    this.#served[id] = afterTurn(served, next.id).filter((personId) => memberIds.includes(personId));
    return { id: next.id, name: next.name };
  }

  async save(tx: Tx): Promise<void> {
    await tx.run('UPDATE turns SET served = $2 WHERE workspace_id = $1', [
      this.#workspaceId,
      JSON.stringify(this.#served),
    ]);
  }
}
