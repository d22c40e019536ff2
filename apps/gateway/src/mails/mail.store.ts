import { newId } from '@duet/contracts';
import type { Tx } from '@duet/database';
import type { Letter } from './letters.ts';

export interface NewMail {
  readonly workspaceId: string;
  /** The invitation or the person that it is about. */
  readonly about: string;
  readonly recipient: string;
  readonly letter: Letter;
  readonly now: Date;
  /** When its link is worth nothing any more. */
  readonly expiresAt: Date;
}

export interface MailRow {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string | null;
  readonly link: string | null;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly status: 'waiting' | 'sent' | 'failed';
  readonly attempts: number;
  readonly sent_at: Date | null;
  readonly failure: string | null;
}

/** A mail that is to be handed over now. */
export interface DueMail {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  /** This one included. */
  readonly attempts: number;
}

const MOST_SHOWN = 200;
const KEPT_MS = 30 * 86_400_000;

/** Mails are written in the transaction that causes them, so none is lost while the mail server is away. */
export const mailStore = {
  /** A newer mail about the same takes the place of one that is still here: its link is void. */
  async add(tx: Tx, mail: NewMail): Promise<void> {
    const { workspaceId, about, recipient, letter, now, expiresAt } = mail;
    await this.drop(tx, about);
    await tx.run(
      `INSERT INTO mails (workspace_id, id, about, recipient, subject, body, link, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [workspaceId, newId(), about, recipient, letter.subject, letter.text, letter.link, now, expiresAt],
    );
  },

  /** What this is about has ended: the mail need not go any more. */
  async drop(tx: Tx, about: string): Promise<void> {
    await tx.run(`DELETE FROM mails WHERE about = $1 AND status = 'waiting'`, [about]);
  },

  /** In a person's transaction those of the workspace, newest first. */
  list(tx: Tx): Promise<MailRow[]> {
    return tx.query<MailRow>(
      `SELECT id, recipient, subject, body, link, created_at, expires_at, status, attempts, sent_at, failure
       FROM mails ORDER BY created_at DESC, id DESC LIMIT ${MOST_SHOWN}`,
    );
  },

  /** Mails that are due, for as long as the lease lasts; siblings take others. What is too old stays where it is. */
  claim(tx: Tx, lease: { now: Date; until: Date; limit: number }, at: Date): Promise<DueMail[]> {
    return tx.query<DueMail>(
      `UPDATE mails SET leased_until = $2, attempts = attempts + 1 WHERE (workspace_id, id) IN (
         SELECT workspace_id, id FROM mails
         WHERE status = 'waiting' AND next_at <= $1 AND coalesce(leased_until <= $1, true) AND expires_at > $3
         ORDER BY next_at LIMIT $4 FOR UPDATE SKIP LOCKED)
       RETURNING id, recipient, subject, body, attempts`,
      [lease.now, lease.until, at, lease.limit],
    );
  },

  /** The server took it; the text and its link go. */
  async sent(tx: Tx, id: string, now: Date): Promise<void> {
    await tx.run(
      `UPDATE mails SET status = 'sent', sent_at = $2, body = NULL, link = NULL, failure = NULL WHERE id = $1`,
      [id, now],
    );
  },

  /** Nothing would be different the next time. */
  async failed(tx: Tx, id: string, failure: string): Promise<void> {
    await tx.run(`UPDATE mails SET status = 'failed', failure = $2, body = NULL, link = NULL WHERE id = $1`, [
      id,
      failure,
    ]);
  },

  async postponed(tx: Tx, id: string, failure: string, nextAt: Date): Promise<void> {
    await tx.run('UPDATE mails SET failure = $2, next_at = $3, leased_until = NULL WHERE id = $1', [
      id,
      failure,
      nextAt,
    ]);
  },

  async forget(tx: Tx, now: Date): Promise<void> {
    await tx.run('DELETE FROM mails WHERE expires_at < $1', [new Date(now.getTime() - KEPT_MS)]);
  },
};
